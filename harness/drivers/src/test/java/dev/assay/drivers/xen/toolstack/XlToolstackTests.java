package dev.assay.drivers.xen.toolstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.time.VirtualTime;
import dev.assay.drivers.xen.Xl;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.client.CheckedTransport;
import dev.assay.xapi.client.XapiClient;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PoolRef;
import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VbdRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmGuestMetricsFields;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.table.ApiTable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class XlToolstackTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private TestingControlDomain host = new TestingControlDomain();

  @BeforeMethod
  void freshHost() {
    host = new TestingControlDomain();
  }

  @Test
  void everyAnswerIsOneThatTheApiMayGive() {
    inSession(session -> {
      var vm = running(session);
      for (var kind : List.of("VM", "VM_metrics", "VM_guest_metrics", "VBD", "VIF", "VDI", "host", "host_metrics", "pool", "SR", "PBD", "network", "PIF", "task")) {
        assertThat(((java.util.Map<?, ?>) session.call(kind + ".get_all_records")).isEmpty()).as(kind).isEqualTo(kind.equals("task"));
      }
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.RUNNING);
    });
  }

  @Test
  void vmGoesThroughItsStatesAsTheHypervisorHasThem() {
    inSession(session -> {
      var vm = running(session);
      session.run(LIMIT, "VM.pause", vm);
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.PAUSED);
      session.run(LIMIT, "VM.unpause", vm);
      session.run(LIMIT, "VM.suspend", vm);
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.SUSPENDED);
      assertThat(session.get(VmFields.RESIDENT_ON, vm).isNull()).isTrue();
      session.run(LIMIT, "VM.resume", vm, false, false);
      long before = session.get(VmFields.DOMID, vm);
      session.run(LIMIT, "VM.clean_reboot", vm);
      assertThat(session.get(VmFields.DOMID, vm)).isNotEqualTo(before);
      session.run(LIMIT, "VM.clean_shutdown", vm);
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.HALTED);
      assertThat(host.done().stream().map(line -> line.split(" ")[0]).toList())
          .containsExactly("create", "pause", "unpause", "save", "restore", "reboot", "shutdown");
    });
  }

  @Test
  void guestIsToldWhereItIsReachedOnceItSaysThatItIsUp() {
    inSession(session -> {
      var vm = running(session);
      var networks = session.get(VmGuestMetricsFields.NETWORKS, session.get(VmFields.GUEST_METRICS, vm));
      assertThat(networks).containsEntry("0/ip", "10.77.16.2");
      assertThat((String) session.call("VM.get_PV_args", vm)).contains("assay.ip=10.77.16.2/16");
    });
  }

  @DataProvider
  static Object[][] wrongStates() {
    return new Object[][] {{"VM.pause"}, {"VM.unpause"}, {"VM.suspend"}, {"VM.clean_shutdown"}, {"VM.clean_reboot"}, {"VM.hard_shutdown"}};
  }

  @Test(dataProvider = "wrongStates")
  void haltedVmRefusesWhatNeedsARunningOne(String method) {
    inSession(session -> {
      var vm = halted(session);
      assertThat(refusal(() -> session.run(LIMIT, method, vm)).code()).isEqualTo("VM_BAD_POWER_STATE");
      assertThat(host.done()).isEmpty();
    });
  }

  @DataProvider
  static Object[][] absent() {
    return new Object[][] {{"VM.snapshot"}, {"VM.checkpoint"}, {"VM.revert"}, {"SR.destroy"}, {"pool.join"}, {"host.evacuate"}, {"event.from"}};
  }

  @Test(dataProvider = "absent")
  void whatPlainXenHasNotIsRefusedAndNotPretended(String method) {
    inSession(session -> {
      var message = TABLE.message(method).orElseThrow();
      var arguments = message.arguments().stream().limit(message.argumentsRequired()).map(parameter -> parameter.type().emptyValue()).toArray();
      assertThat(refusal(() -> session.call(method, arguments)).code()).isEqualTo("NOT_IMPLEMENTED");
    });
  }

  @Test
  void hostWithoutMemoryRefusesInTheApisWords() {
    inSession(session -> {
      var vm = halted(session);
      host.fail("xl create", TestingControlDomain.NO_MEMORY);
      assertThat(refusal(() -> session.run(LIMIT, "VM.start", vm, false, false)).code()).isEqualTo("HOST_NOT_ENOUGH_FREE_MEMORY");
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.HALTED);
    });
  }

  @Test
  void failedSaveLeavesTheGuestRunning() {
    inSession(session -> {
      var vm = running(session);
      host.fail("xl save", "libxl: error: libxl_dom_save.c:95:check_all_finished: Domain 1:saving domain: domain did not respond to suspend request\n");
      assertThat(refusal(() -> session.run(LIMIT, "VM.suspend", vm))).hasMessageContaining("domain did not respond to suspend request");
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.RUNNING);
    });
  }

  @Test
  void deadHostIsTheLabsFailureAndNotTheProducts() {
    inSession(session -> {
      var vm = running(session);
      host.die();
      session.time().sleep(Duration.ofSeconds(5));
      assertThatThrownBy(() -> session.get(VmFields.POWER_STATE, vm)).isInstanceOf(AssayException.Lab.class);
      assertThatThrownBy(() -> session.run(LIMIT, "VM.pause", vm)).isInstanceOf(AssayException.Lab.class);
    });
  }

  @Test
  void fullControlDomainIsTheLabsFailure() {
    inSession(session -> {
      var vm = halted(session);
      host.fail("printf", "sh: 1: printf: I/O error: No space left on device\n");
      assertThatThrownBy(() -> session.run(LIMIT, "VM.start", vm, false, false)).isInstanceOf(AssayException.Lab.class);
    });
  }

  @Test
  void whoComesAfterAKilledControllerFindsWhatItLeft() {
    var left = new java.util.ArrayList<String>();
    inSession(session -> {
      var vm = running(session);
      session.run(LIMIT, "VM.suspend", vm);
      left.add(session.get(VmFields.UUID, vm));
      left.add(session.get(VmFields.UUID, running(session)));
    });
    inSession(session -> {
      assertThat(session.get(VmFields.POWER_STATE, session.byUuid(VmRef.KIND, left.getFirst()))).isEqualTo(PowerState.SUSPENDED);
      var second = session.byUuid(VmRef.KIND, left.getLast());
      assertThat(session.get(VmFields.POWER_STATE, second)).isEqualTo(PowerState.RUNNING);
      assertThat(session.get(VmFields.VBDS, second)).hasSize(1);
    });
  }

  @Test
  void recordsOutliveALossOfPowerJustAfterTheyWereKept() {
    var left = new java.util.ArrayList<String>();
    inSession(session -> left.add(session.get(VmFields.UUID, running(session))));
    host.losePower();
    inSession(session -> {
      var vm = session.byUuid(VmRef.KIND, left.getFirst());
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.HALTED);
      assertThat(session.get(VmFields.VBDS, vm)).hasSize(1);
    });
  }

  @Test
  void anEmptyRecordIsADamageThatNoWaitingMends() {
    inSession(session -> running(session));
    var record = host.files().keySet().stream().filter(name -> name.contains("vm-")).findFirst().orElseThrow();
    host.files().put(record, "");
    assertThatThrownBy(() -> inSession(session -> {})).isInstanceOf(DamagedHostException.class).hasMessageContaining("reading record ").hasMessageContaining("vm-").hasMessageContaining("remove it");
  }

  @Test
  void restartedHostHasItsVmsHaltedAndIsInServiceAgain() {
    inSession(session -> {
      var vm = running(session);
      var self = session.callForAll(HostRef.KIND, "host.get_all").getFirst();
      session.run(LIMIT, "host.disable", self);
      assertThat(session.get(HostFields.CPU_INFO, self)).containsEntry("cpu_count", "2");
      assertThat(session.get(HostFields.ENABLED, self)).isFalse();
      assertThat(refusal(() -> session.run(LIMIT, "host.reboot", self)).code()).isEqualTo("HOST_IN_USE");
      host.restart();
      session.time().sleep(Duration.ofSeconds(5));
      assertThat(session.get(HostFields.ENABLED, self)).isTrue();
      assertThat(session.get(VmFields.POWER_STATE, vm)).isEqualTo(PowerState.HALTED);
    });
  }

  @Test
  void guestsHaveTheHelpOfTheProcessorUnlessTheyAreToBeParavirtual() {
    inSession(session -> {
      var vm = halted(session);
      assertThat(session.call("VM.get_domain_type", vm)).isEqualTo("pvh");
      session.call("VM.set_domain_type", vm, "pv");
      assertThat(session.call("VM.get_domain_type", vm)).isEqualTo("pv");
      assertThat(refusal(() -> session.call("VM.set_domain_type", vm, "hvm")).code()).isEqualTo("NOT_IMPLEMENTED");
    });
  }

  @Test
  void disabledHostStartsNoVm() {
    inSession(session -> {
      session.run(LIMIT, "host.disable", session.callForAll(HostRef.KIND, "host.get_all").getFirst());
      var vm = halted(session);
      assertThat(refusal(() -> session.run(LIMIT, "VM.start", vm, false, false)).code()).isEqualTo("HOST_DISABLED");
    });
  }

  @Test
  void copyHasDisksAddressAndCardsOfItsOwn() {
    inSession(session -> {
      var vm = halted(session);
      var copy = session.runFor(VmRef.KIND, LIMIT, "VM.clone", vm, "copy");
      assertThat(session.callForAll(VdiRef.KIND, "VDI.get_all")).hasSize(2);
      assertThat(session.call("VM.get_PV_args", copy)).isNotEqualTo(session.call("VM.get_PV_args", vm));
      session.call("VM.destroy", copy);
      assertThat(refusal(() -> session.record(copy)).code()).isEqualTo("HANDLE_INVALID");
    });
  }

  @Test
  void pluggedDiskIsNotDestroyedUntilItIsUnplugged() {
    inSession(session -> {
      var vm = running(session);
      var vbd = session.get(VmFields.VBDS, vm).getFirst();
      var vdi = session.callForAll(VdiRef.KIND, "VDI.get_all").getFirst();
      assertThat(refusal(() -> session.call("VBD.destroy", vbd)).code()).isEqualTo("OPERATION_NOT_ALLOWED");
      assertThat(refusal(() -> session.call("VDI.destroy", vdi)).code()).isEqualTo("VDI_IN_USE");
      session.run(LIMIT, "VBD.unplug", vbd);
      session.call("VBD.destroy", vbd);
      session.call("VDI.destroy", vdi);
      assertThat(session.callForAll(VbdRef.KIND, "VBD.get_all")).isEmpty();
      assertThat(host.files().keySet()).noneMatch(file -> file.endsWith(".raw"));
    });
  }

  @Test
  void scanForgetsDisksWhoseFilesAreGone() {
    inSession(session -> {
      halted(session);
      host.files().keySet().removeIf(file -> file.endsWith(".raw"));
      session.call("SR.scan", session.callForAll(SrRef.KIND, "SR.get_all").getFirst());
      assertThat(session.callForAll(VdiRef.KIND, "VDI.get_all")).isEmpty();
    });
  }

  @Test
  void hostSaysWhatIsInstalledOnIt() {
    inSession(session -> {
      assertThat(session.callForAll(PoolRef.KIND, "pool.get_all")).hasSize(1);
      assertThat(session.get(HostFields.SOFTWARE_VERSION, session.callForAll(HostRef.KIND, "host.get_all").getFirst()))
          .containsEntry("product_version", "4.17").containsEntry("build_number", "debian12").containsEntry("xen", "4.17.7");
    });
  }

  private static XapiException refusal(Runnable call) {
    try {
      call.run();
    } catch (XapiException e) {
      return e;
    }
    throw new AssertionError("it was not refused");
  }

  private static VmRef halted(XapiSession session) {
    var vm = session.runFor(VmRef.KIND, LIMIT, "VM.clone", session.named(VmRef.KIND, "assay-debian-12").getFirst(), "vm");
    long memory = Bytes.mib(96).count();
    session.call("VM.set_memory_limits", vm, memory, memory, memory, memory);
    session.run(LIMIT, "VM.provision", vm);
    var card = new LinkedHashMap<String, Object>();
    card.put("VM", vm);
    card.put("network", "OpaqueRef:network");
    card.put("device", "0");
    session.call("VIF.create", card);
    return vm;
  }

  private static VmRef running(XapiSession session) {
    var vm = halted(session);
    session.run(LIMIT, "VM.start", vm, false, false);
    session.get(VmFields.POWER_STATE, vm);
    session.time().sleep(Duration.ofSeconds(5));
    return vm;
  }

  private void inSession(Consumer<XapiSession> work) {
    var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    var toolstack = new XlToolstack(new Identity("xen1", "10.78.0.1", 1), new Xl(() -> host, false), time, TABLE, _ -> Optional.empty());
    time.run("test", () -> {
      try (var session = XapiClient.of(TABLE, time).login(new CheckedTransport(toolstack, TABLE), "root", "")) {
        work.accept(session);
      }
      return true;
    });
    time.close();
  }
}
