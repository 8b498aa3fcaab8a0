package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A pool's database, dumped and restored over HTTP. */
public class DatabaseFileTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String dump() {
    try (var body = client.host().http().get("/pool/xmldbdump", new LinkedHashMap<>(Map.of("session_id", client.session())))) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restore(String file, boolean dryRun) {
    var query = new LinkedHashMap<>(Map.of("session_id", client.session(), "dry_run", String.valueOf(dryRun)));
    client.host().http().put("/pool/xmldbdump", query, new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void whatIsRestoredIsAsItWasDumped() {
    inside(() -> {
      var vm = client.createVm("it's \"quoted\" & <odd>");
      client.call("VM.add_to_other_config", vm, "key with 'quotes'", "back\\slash\nline");
      var before = client.map("VM.get_record", vm);
      var file = dump();
      client.call("VM.set_name_label", vm, "changed");
      client.call("VM.remove_from_other_config", vm, "key with 'quotes'");
      var later = client.createVm("made later");
      restore(file, true);
      assertThat(client.get("VM", vm, "name_label")).as("after a dry run").isEqualTo("changed");
      restore(file, false);
      lab.time.sleep(Duration.ofMinutes(1));
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.map("VM.get_record", vm)).isEqualTo(before);
      assertThat(client.refs("VM.get_all")).doesNotContain(later);
      client.call("VM.start", vm, false, false);
    });
  }

  @Test
  public void whatIsNoDatabaseOfThisPoolIsRefused() {
    inside(() -> {
      assertRefused(() -> restore("nonsense", false), "RESTORE_INCOMPATIBLE_VERSION");
      assertRefused(() -> restore(dump().replace("schema_major_vsn\" value=\"5\"", "schema_major_vsn\" value=\"4\""), false), "RESTORE_INCOMPATIBLE_VERSION");
      var uuid = (String) client.get("host", client.thisHost(), "uuid");
      assertRefused(() -> restore(dump().replace(client.thisHost(), "OpaqueRef:another"), false), "RESTORE_TARGET_MISSING_DEVICE", uuid);
      assertThat(DatabaseFile.value(new dev.assay.xapi.table.ApiType.SetType(dev.assay.xapi.table.ApiType.STRING), "('a' 'b\\'c')")).isEqualTo(List.of("a", "b'c"));
    });
  }
}
