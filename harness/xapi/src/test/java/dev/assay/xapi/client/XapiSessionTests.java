package dev.assay.xapi.client;

import static dev.assay.xapi.wire.Wire.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.VirtualTime;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.table.ApiTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class XapiSessionTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final VmRef VM = new VmRef("OpaqueRef:vm");
  private static final XapiException SESSION_GONE = XapiException.of("SESSION_INVALID", "OpaqueRef:session-1");

  private TestingTransport server;
  private XapiClient client;

  @BeforeMethod
  void start() {
    server = new TestingTransport();
    client = XapiClient.of(TABLE, VirtualTime.startingAt(Instant.EPOCH));
  }

  private XapiSession login() {
    return client.login(server, "root", "secret");
  }

  @Test
  void putsTheSessionFirstAndTurnsArgumentsIntoWireValues() {
    server.answering("VM.set_memory_limits", "");

    login().call("VM.set_memory_limits", VM, Bytes.mib(1), 2, 3L, Bytes.gib(1));

    assertThat(server.calls.getLast()).isEqualTo(new TestingTransport.Call("VM.set_memory_limits",
        List.of("OpaqueRef:session-1", "OpaqueRef:vm", 1L << 20, 2L, 3L, 1L << 30)));
  }

  @Test
  void mistakesOfTheCallerAreToldBeforeAnythingIsSent() {
    var session = login();

    assertThatThrownBy(() -> session.call("VM.begin", VM)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no such message");
    assertThatThrownBy(() -> session.call("VM.start", VM)).hasMessageContaining("vm, start_paused, force");
    assertThatThrownBy(() -> session.call("VM.start", VM, "no", true)).hasMessageContaining("start_paused");
    assertThatThrownBy(() -> session.call("Async.VM.get_uuid", VM)).hasMessageContaining("Async");
    assertThatThrownBy(() -> session.call("VM.set_other_config", VM, new HashMap<>())).hasMessageContaining("HashMap");
    assertThat(server.methods()).containsExactly("session.login_with_password");
  }

  @Test
  void readsTypedFields() {
    server.answering("VM.get_power_state", "Running", "Frozen").answering("VM.get_memory_static_max", 1024L)
        .answering("VM.get_snapshots", List.of("OpaqueRef:s1", "OpaqueRef:s2"));
    var session = login();

    assertThat(session.get(VmFields.POWER_STATE, VM)).isEqualTo(PowerState.RUNNING);
    assertThat(session.get(VmFields.POWER_STATE, VM)).isEqualTo(PowerState.UNRECOGNIZED);
    assertThat(session.get(VmFields.MEMORY_STATIC_MAX, VM)).isEqualTo(Bytes.kib(1));
    assertThat(session.get(VmFields.SNAPSHOTS, VM)).containsExactly(new VmRef("OpaqueRef:s1"), new VmRef("OpaqueRef:s2"));
  }

  @Test
  void aFieldOfAnotherTypeIsTheServersFault() {
    server.answering("VM.get_domid", "zero");

    assertThatThrownBy(() -> login().get(VmFields.DOMID, VM)).isInstanceOf(AssayException.Product.class)
        .hasMessageContaining("VM.domid").hasMessageContaining("'zero'");
  }

  @Test
  void recordsAreReadByTypedFieldAndTolerateWhatTheyLack() {
    server.answering("VM.get_record", map("name_label", "bvt-7", "from_the_future", 1L));
    var record = login().record(VM);

    assertThat(record.get(VmFields.NAME_LABEL)).isEqualTo("bvt-7");
    assertThat(record.find(VmFields.POWER_STATE)).isEmpty();
    assertThat(record.values()).containsEntry("from_the_future", 1L);
    assertThatThrownBy(() -> record.get(VmFields.POWER_STATE)).isInstanceOf(AssayException.Product.class).hasMessageContaining("VM.power_state");
    assertThatThrownBy(() -> record.get(HostFields.ENABLED)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allObjectsOfAClassComeInTheServersOrder() {
    server.answering("SR.get_all_records", map("OpaqueRef:b", map("name_label", "b"), "OpaqueRef:a", map("name_label", "a")));

    assertThat(login().all(SrRef.KIND).sequencedKeySet()).containsExactly(new SrRef("OpaqueRef:b"), new SrRef("OpaqueRef:a"));
  }

  @Test
  void aForgottenSessionIsOpenedAgainAndTheCallSentAgain() {
    server.answering("VM.get_uuid", SESSION_GONE, "u-1");
    var session = login();

    assertThat(session.call("VM.get_uuid", VM)).isEqualTo("u-1");
    assertThat(server.methods()).containsExactly("session.login_with_password", "VM.get_uuid", "session.login_with_password", "VM.get_uuid");
    assertThat(server.calls.getLast().parameters().getFirst()).isEqualTo("OpaqueRef:session-2");
  }

  @Test
  void aSessionForgottenTwiceIsAnError() {
    server.answering("VM.get_uuid", SESSION_GONE);

    assertThatThrownBy(() -> login().call("VM.get_uuid", VM)).hasMessageContaining("SESSION_INVALID");
  }

  @Test
  void otherRefusalsAreNotTriedAgain() {
    server.answering("VM.hard_shutdown", XapiException.of("VM_BAD_POWER_STATE", VM.value(), "running", "halted"), "");

    assertThatThrownBy(() -> login().call("VM.hard_shutdown", VM)).isInstanceOf(XapiException.class);
    assertThat(server.methods()).containsOnlyOnce("VM.hard_shutdown");
  }

  @Test
  void aLoginOnASlaveGoesToItsMaster() {
    var slave = new TestingTransport().answering("session.login_with_password", XapiException.of("HOST_IS_SLAVE", "10.0.0.1"));

    var session = client.redirectingBy(_ -> server).login(slave, "root", "secret");

    assertThat(session.transport()).isSameAs(server);
    assertThat(server.calls.getFirst().parameters()).startsWith("root", "secret");
  }

  @Test
  void aMasterThatBecameASlaveIsLeftForTheNewMaster() {
    server.answering("VM.get_uuid", XapiException.of("HOST_IS_SLAVE", "10.0.0.2"));
    var next = new TestingTransport().answering("VM.get_uuid", "u-2");
    var session = client.redirectingBy(_ -> next).login(server, "root", "secret");

    assertThat(session.call("VM.get_uuid", VM)).isEqualTo("u-2");
    assertThat(session.transport()).isSameAs(next);
  }

  @Test
  void slavesThatPointAtEachOtherAreALabFailure() {
    server.answering("session.login_with_password", XapiException.of("HOST_IS_SLAVE", "10.0.0.1"));

    assertThatThrownBy(() -> client.redirectingBy(_ -> server).login(server, "root", "secret"))
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("slave");
  }

  @Test
  void withoutAResolverASlaveIsALabFailureThatNamesTheMaster() {
    server.answering("session.login_with_password", XapiException.of("HOST_IS_SLAVE", "10.0.0.1"));

    assertThatThrownBy(this::login).isInstanceOf(AssayException.Lab.class).hasMessageContaining("10.0.0.1");
  }

  @Test
  void anOldServerIsLoggedInToAsItKnows() {
    server.answering("session.login_with_password", XapiException.of("MESSAGE_PARAMETER_COUNT_MISMATCH", "session.login_with_password", "3", "4"),
        "OpaqueRef:old");

    assertThat(login().id()).isEqualTo("OpaqueRef:old");
    assertThat(server.calls.getLast().parameters()).containsExactly("root", "secret", "1.0");
  }

  @Test
  void aWrongPasswordIsTheServersRefusal() {
    server.answering("session.login_with_password", XapiException.of("SESSION_AUTHENTICATION_FAILED", "root", "no"));

    assertThatThrownBy(this::login).isInstanceOf(XapiException.class).hasMessageContaining("SESSION_AUTHENTICATION_FAILED");
  }

  @Test
  void closingLogsOutEvenWhereTheSessionIsGone() {
    login().close();
    assertThat(server.methods()).endsWith("session.logout");

    server.answering("session.logout", SESSION_GONE);
    login().close();
    assertThat(server.methods()).hasSize(4);
  }

  @Test
  void neverShowsSecrets() {
    assertThat(login().toString() + new Credentials("root", "secret") + new Login(server, "OpaqueRef:session-1"))
        .doesNotContain("secret").doesNotContain("session-1");
  }
}
