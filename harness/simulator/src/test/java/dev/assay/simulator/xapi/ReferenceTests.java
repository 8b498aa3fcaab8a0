package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.wire.JsonRpc;
import dev.assay.xapi.wire.WireCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The simulated server's records beside those that a real one answered. */
public class ReferenceTests extends XapiFixture {

  private static final ApiTable TABLE = ApiTable.load();

  @BeforeMethod
  void installTheNewestRelease() {
    setUpWith("stockholm");
  }

  /** Read fields by class, each with what JSON carries it as. */
  private static SequencedMap<String, SequencedMap<String, String>> reference() throws IOException {
    var classes = new LinkedHashMap<String, SequencedMap<String, String>>();
    try (var stream = ReferenceTests.class.getResourceAsStream("reference-records.txt")) {
      new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
          .forEach(words -> classes.computeIfAbsent(words[0], _ -> new LinkedHashMap<>()).put(words[1], words[2]));
    }
    return classes;
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> "bool";
      case NUMBER -> "number";
      case STRING -> "text";
      case ARRAY -> "list";
      case OBJECT -> "map";
      default -> value.getNodeType().toString();
    };
  }

  private JsonNode records(String type) {
    var call = new JsonRpc.Call(new WireCall(type + ".get_all_records", List.of()), JsonRpc.Version.TWO, Optional.empty());
    var records = client.map(type + ".get_all_records");
    return new JsonMapper().readTree(new JsonRpc(TABLE).encodeResult(call, records)).path("result");
  }

  @Test
  public void aRecordOfEachClassHasTheFieldsOfARealOneInTheirTypes() throws IOException {
    var reference = reference();
    assertThat(reference).hasSizeGreaterThan(9);
    inside(() -> {
      client.text("secret.create", Values.map("value", "x", "other_config", Values.map()));
      reference.forEach((type, fields) -> {
        var record = records(type).iterator().next();
        var seen = new LinkedHashMap<String, String>();
        record.properties().forEach(entry -> seen.put(entry.getKey(), kind(entry.getValue())));
        assertThat(seen).as(type).containsExactlyInAnyOrderEntriesOf(fields);
      });
    });
  }

  @Test
  public void aRecordOfEveryClassHasTheTablesFieldsInTheTablesTypes() {
    inside(() -> {
      var types = new ArrayList<String>();
      for (var type : TABLE.classes()) {
        if (type.message("get_record").isEmpty() || type.fields().isEmpty()) {
          continue;
        }
        var database = new ObjectDatabase(new Schemas(TABLE), dev.assay.core.time.Chance.seeded(1));
        var record = database.create(type.name()).toRecord(TABLE.newestRelease());
        assertThat(record.keySet()).as(type.name()).containsExactlyElementsOf(type.fields().keySet());
        record.forEach((name, value) -> assertThat(WireCheck.value(name, type.field(name).orElseThrow().type(), value)).as(type.name() + "." + name).isEqualTo(value));
        types.add(type.name());
      }
      assertThat(types).hasSizeGreaterThan(55);
    });
  }

  @Test
  @SuppressWarnings("unchecked")
  public void whatAControlDomainAndAHostAllowIsWhatARealOneAllows() {
    inside(() -> {
      var dom0 = (String) client.get("host", client.thisHost(), "control_domain");
      assertThat((List<Object>) client.get("VM", dom0, "allowed_operations"))
          .containsExactlyInAnyOrder("metadata_export", "changing_static_range", "changing_dynamic_range");
      assertThat((List<Object>) client.get("host", client.thisHost(), "allowed_operations"))
          .containsExactlyInAnyOrder("vm_migrate", "provision", "vm_resume", "enable", "evacuate", "vm_start");
      assertThat((List<Object>) client.get("pool", client.refs("pool.get_all").getFirst(), "allowed_operations")).containsExactlyInAnyOrder(
          "ha_enable", "cluster_create", "designate_new_master", "tls_verification_enable", "configure_repositories", "sync_updates",
          "sync_bundle", "apply_updates", "cert_refresh", "exchange_certificates_on_join", "exchange_ca_certificates_on_join",
          "copy_primary_host_certs", "eject", "get_updates", "exchange_crls_on_join");
    });
  }
}
