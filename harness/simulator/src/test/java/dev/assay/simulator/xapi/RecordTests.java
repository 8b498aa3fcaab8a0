package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class RecordTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  @Test
  public void aRecordHasEveryFieldThatItsReleaseKnows() {
    inside(() -> assertThat(client.map("VM.get_record", client.only("VM", "Debian Bookworm 12")))
        .containsKeys("uuid", "power_state", "memory_static_max", "blobs", "order")
        .doesNotContainKeys("NVRAM", "domain_type"));
  }

  @Test
  public void anUnknownMethodIsRefusedByItsName() {
    inside(() -> assertRefused(() -> client.call("VM.fly"), "MESSAGE_METHOD_UNKNOWN", "VM.fly"));
  }

  @Test
  public void aMessageThatIsNotModelledFailsAsAnUnknownOne() {
    inside(() -> assertRefused(() -> client.call("VM.import_convert", "", "", "", "", Values.map()), "MESSAGE_METHOD_UNKNOWN", "VM.import_convert"));
  }

  @Test
  public void readOnlyFieldsHaveNoSetter() {
    inside(() -> assertRefused(
        () -> client.call("VM.set_power_state", client.only("VM", "Debian Bookworm 12"), "Running"), "MESSAGE_METHOD_UNKNOWN", "VM.set_power_state"));
  }

  @Test
  public void missingParametersAreCountedWithoutTheSession() {
    inside(() -> assertRefused(() -> client.call("VM.start", "x"), "MESSAGE_PARAMETER_COUNT_MISMATCH", "VM.start", "3", "1"));
  }

  @Test
  public void aValueOfTheWrongTypeIsRefusedByItsField() {
    inside(() -> assertRefused(
        () -> client.call("VM.set_name_label", client.only("VM", "Debian Bookworm 12"), 7L), "FIELD_TYPE_ERROR", "value"));
  }

  @Test
  public void handlesAndUuidsThatNameNothingAreInvalid() {
    inside(() -> {
      assertRefused(() -> client.call("VM.get_record", "OpaqueRef:x"), "HANDLE_INVALID", "VM", "OpaqueRef:x");
      assertRefused(() -> client.call("VM.get_by_uuid", "x"), "UUID_INVALID", "VM", "x");
      assertRefused(() -> client.call("host.get_record", client.only("VM", "Debian Bookworm 12")), "HANDLE_INVALID", "host", client.only("VM", "Debian Bookworm 12"));
    });
  }

  @Test
  public void aMapTakesAKeyOnceAndLosesAnyKeyWithoutComplaint() {
    inside(() -> {
      var pool = client.refs("pool.get_all").getFirst();
      client.call("pool.add_to_other_config", pool, "k", "v");
      assertRefused(() -> client.call("pool.add_to_other_config", pool, "k", "w"), "MAP_DUPLICATE_KEY", "pool", "other_config", pool, "k");
      client.call("pool.remove_from_other_config", pool, "k");
      client.call("pool.remove_from_other_config", pool, "k");
      assertThat(client.map("pool.get_other_config", pool)).doesNotContainKey("k");
    });
  }

  @Test
  public void recordsAreChosenByAField() {
    inside(() -> {
      assertThat(client.map("VM.get_all_records_where", "field \"is_control_domain\"=\"true\"")).hasSize(1);
      assertThat(client.map("VM.get_all_records_where", "(field \"name__label\"=\"Debian Bookworm 12\") and (not (field \"is_a_template\"=\"false\"))")).hasSize(1);
      assertThat(client.map("VM.get_all_records_where", "true")).hasSameSizeAs(client.refs("VM.get_all"));
    });
  }

  @Test
  public void aCallWithoutALiveSessionIsRefused() {
    inside(() -> {
      assertRefused(() -> client.host().xapi().call("VM.get_all", List.of("OpaqueRef:none")), "SESSION_INVALID", "OpaqueRef:none");
      client.call("session.logout");
      assertRefused(() -> client.call("VM.get_all"), "SESSION_INVALID", client.session());
    });
  }

  @Test
  public void aSessionEndsAfterADayOfIdleness() {
    inside(() -> {
      lab.time.sleep(java.time.Duration.ofHours(23));
      client.call("VM.get_all");
      lab.time.sleep(java.time.Duration.ofHours(25));
      assertRefused(() -> client.call("VM.get_all"), "SESSION_INVALID", client.session());
    });
  }

  @Test
  public void aWrongPasswordIsRefusedLate() {
    inside(() -> {
      var before = lab.time.now();
      assertRefused(
          () -> client.host().xapi().call("session.login_with_password", List.of("root", "guess")),
          "SESSION_AUTHENTICATION_FAILED", "root", "Authentication failure");
      assertThat(lab.time.since(before)).isGreaterThan(java.time.Duration.ofSeconds(1));
    });
  }

  @Test
  public void theFiveHundredAndFirstSessionOfAnOriginatorEndsTheOldest() {
    inside(() -> {
      var first = (String) client.host().xapi().call("session.login_with_password", List.of("root", XapiLab.PASSWORD, "1.0", "me"));
      for (int i = 0; i < Sessions.MOST_PER_ORIGINATOR; i++) {
        client.host().xapi().call("session.login_with_password", List.of("root", XapiLab.PASSWORD, "1.0", "me"));
      }
      assertRefused(() -> client.host().xapi().call("VM.get_all", List.of(first)), "SESSION_INVALID", first);
      assertThat(client.refs("VM.get_all")).isNotEmpty();
    });
  }

  @Test
  @SuppressWarnings("unchecked")
  public void theMethodsAreListedWithTheirAsyncForms() {
    inside(() -> assertThat((List<String>) client.host().xapi().call("system.listMethods", List.of()))
        .contains("VM.start", "Async.VM.start", "VM.get_record")
        .doesNotContain("Async.VM.get_record"));
  }

  @Test
  public void coverageTellsModelledMessagesFromOthers() {
    var coverage = lab.toolstacks.coverage();
    var vm = coverage.classes().stream().filter(type -> type.name().equals("VM")).findFirst().orElseThrow();
    assertThat(vm.modelled()).contains("start", "get_record");
    assertThat(vm.unmodelled()).contains("sysprep");
    assertThat(coverage.modelled()).isBetween(1000, coverage.all() - 1);
  }
}
