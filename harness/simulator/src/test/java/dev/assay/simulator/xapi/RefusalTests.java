package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** How calls are refused: the code, its parameters and their order, and what is looked at first. */
public class RefusalTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private Object raw(String method, Object... parameters) {
    return client.host().xapi().call(method, List.of(parameters));
  }

  @Test
  public void parametersAreCountedBeforeTheSessionIsLookedAt() {
    inside(() -> {
      assertRefused(() -> raw("VM.start", "OpaqueRef:no-session"), "MESSAGE_PARAMETER_COUNT_MISMATCH", "VM.start", "3", "0");
      assertRefused(() -> raw("VM.start"), "MESSAGE_PARAMETER_COUNT_MISMATCH", "VM.start", "3", "-1");
      assertRefused(() -> raw("Async.VM.start", "x"), "MESSAGE_PARAMETER_COUNT_MISMATCH", "VM.start", "3", "0");
      assertRefused(() -> raw("VM.get_all", "OpaqueRef:no-session"), "SESSION_INVALID", "OpaqueRef:no-session");
      assertRefused(() -> raw("VM.start", "OpaqueRef:no-session", "x", "yes", false), "FIELD_TYPE_ERROR", "start_paused");
    });
  }

  @Test
  public void asyncIsNoPartOfAnUnknownName() {
    inside(() -> {
      assertRefused(() -> client.call("Async.VM.fly"), "MESSAGE_METHOD_UNKNOWN", "VM.fly");
      assertRefused(() -> client.call("Async.VM.get_all"), "Fault", "No async mode for this operation (rpc: VM.get_all)");
      assertThat(raw("system.isAlive:7", "here")).isEqualTo("here");
    });
  }

  @Test
  public void whatIsNotThereIsNamedWithItsClass() {
    inside(() -> {
      assertRefused(() -> client.call("VM.start", "OpaqueRef:x", false, false), "HANDLE_INVALID", "VM", "OpaqueRef:x");
      assertRefused(() -> client.call("VDI.destroy", client.thisHost()), "HANDLE_INVALID", "VDI", client.thisHost());
      assertRefused(() -> client.call("SR.get_by_uuid", "nothing"), "UUID_INVALID", "SR", "nothing");
      assertRefused(() -> client.call("task.cancel", "OpaqueRef:x"), "HANDLE_INVALID", "task", "OpaqueRef:x");
    });
  }

  @Test
  public void devicesOfAHaltedVmNeedItRunning() {
    inside(() -> {
      var vm = client.createVm("a");
      var vif = client.refs("VM.get_VIFs", vm).getFirst();
      var vbd = client.refs("VM.get_VBDs", vm).getFirst();
      assertRefused(() -> client.call("VIF.plug", vif), "VM_BAD_POWER_STATE", vm, "running", "halted");
      assertRefused(() -> client.call("VBD.unplug_force", vbd), "VM_BAD_POWER_STATE", vm, "running", "halted");
      assertRefused(() -> client.call("VBD.eject", vbd), "VBD_NOT_REMOVABLE_MEDIA", vbd);
      client.call("VBD.set_unpluggable", vbd, false);
      client.call("VM.start", vm, false, false);
      assertRefused(() -> client.call("VBD.plug", vbd), "DEVICE_ALREADY_ATTACHED", vbd);
      assertRefused(() -> client.call("VBD.unplug", vbd), "VBD_NOT_UNPLUGGABLE", vbd);
    });
  }

  @Test
  public void aDiskThatStartsAfreshAtEachBootIsNotSnapshotted() {
    inside(() -> {
      var vm = client.createVm("a");
      var vdi = (String) client.get("VBD", client.refs("VM.get_VBDs", vm).getFirst(), "VDI");
      client.call("VDI.set_on_boot", vdi, "reset");
      assertRefused(() -> client.call("VDI.snapshot", vdi, Values.map()), "VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION");
      assertRefused(() -> client.call("VM.snapshot", vm, "s"), "VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION");
      assertThat(client.refs("VM.get_allowed_operations", vm)).doesNotContain("snapshot").contains("clone");
    });
  }

  @Test
  public void aRepositoryWithDisksIsNotDestroyed() {
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      var vdi = client.createVdi(sr, 1 << 20);
      client.call("PBD.unplug", client.refs("SR.get_PBDs", sr).getFirst());
      assertRefused(() -> client.call("SR.destroy", sr), "SR_NOT_EMPTY");
      client.call("PBD.plug", client.refs("SR.get_PBDs", sr).getFirst());
      assertRefused(() -> client.call("SR.destroy", sr), "SR_HAS_PBD", sr);
      client.call("VDI.destroy", vdi);
    });
  }

  @Test
  public void whatWasNeverWrittenSaysSo() {
    inside(() -> {
      var vm = client.createVm("a");
      assertRefused(() -> client.call("VM.send_sysrq", vm, "b"), "NOT_IMPLEMENTED", "send_sysrq");
      assertRefused(() -> client.call("host.get_log", client.thisHost()), "NOT_IMPLEMENTED", "get_log");
      assertRefused(() -> client.call("pool.retrieve_wlb_configuration"), "WLB_NOT_INITIALIZED");
      assertRefused(() -> client.call("VM.query_services", vm), "NOT_SYSTEM_DOMAIN", vm);
      assertRefused(() -> client.call("VM.snapshot_with_quiesce", vm, "s"), "VM_BAD_POWER_STATE", vm, "running", "halted");
    });
  }

  @Test
  public void firmwareStringsAreSetOnce() {
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VM.copy_bios_strings", vm, client.thisHost());
      if (!client.map("VM.get_bios_strings", vm).isEmpty()) {
        assertRefused(() -> client.call("VM.copy_bios_strings", vm, client.thisHost()), "VM_BIOS_STRINGS_ALREADY_SET", vm);
      }
      assertThat(client.get("VM", vm, "bios_strings")).isEqualTo(client.get("host", client.thisHost(), "bios_strings"));
    });
  }

  @Test
  public void anAddressOfAnInterfaceIsCheckedBeforeItIsKept() {
    setUpWith("stockholm");
    inside(() -> {
      var vif = client.refs("VM.get_VIFs", client.createVm("a")).getFirst();
      assertRefused(() -> client.call("VIF.configure_ipv4", vif, "Static", "10.0.0.9", ""), "INVALID_IP_ADDRESS_SPECIFIED", "address");
      assertRefused(() -> client.call("VIF.configure_ipv4", vif, "Static", "10.0.0.9/33", ""), "INVALID_CIDR_ADDRESS_SPECIFIED", "address");
      client.call("VIF.configure_ipv4", vif, "Static", "10.0.0.9/24", "10.0.0.1");
      assertThat(client.get("VIF", vif, "ipv4_addresses")).isEqualTo(List.of("10.0.0.9/24"));
      client.call("VIF.configure_ipv4", vif, "None", "", "");
      assertThat(client.get("VIF", vif, "ipv4_addresses")).isEqualTo(List.of());
    });
  }

  @Test
  public void keptRecordsComeAndGo() {
    setUpWith("stockholm");
    inside(() -> {
      var site = client.text("PVS_site.introduce", "site", "", "uuid-of-site");
      var server = client.text("PVS_server.introduce", List.of("10.0.0.7"), 6910L, 6930L, site);
      assertThat(client.get("PVS_site", site, "servers")).isEqualTo(List.of(server));
      assertRefused(() -> client.call("PVS_site.forget", site), "PVS_SITE_CONTAINS_SERVERS", server);
      client.call("PVS_server.forget", server);
      client.call("PVS_site.forget", site);
      assertRefused(() -> client.call("PVS_server.introduce", List.of(), 1L, 2L, site), "HANDLE_INVALID", "PVS_site", site);
      var vm = client.createVm("a");
      var tpm = client.text("VTPM.create", vm, false);
      assertRefused(() -> client.call("VTPM.create", vm, false), "VTPM_MAX_AMOUNT_REACHED", "1");
      assertThat(client.get("VM", vm, "VTPMs")).isEqualTo(List.of(tpm));
      client.call("VTPM.destroy", tpm);
    });
  }

  @Test
  public void aHostIsWokenWhenItSaysHow() {
    setUp(2);
    inside(() -> {
      lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
      var other = client.refs("host.get_all").stream().filter(host -> !host.equals(client.thisHost())).findFirst().orElseThrow();
      lab.time.sleep(java.time.Duration.ofMinutes(1));
      assertRefused(() -> client.call("host.power_on", other), "HOST_IS_LIVE", other);
      client.call("host.disable", other);
      client.call("host.shutdown", other);
      lab.time.sleep(java.time.Duration.ofMinutes(10));
      assertRefused(() -> client.call("host.power_on", other), "HOST_POWER_ON_MODE_DISABLED");
      client.call("host.set_power_on_mode", other, "wake-on-lan", Values.map());
      client.call("host.power_on", other);
      lab.awaitUp(2);
      var plan = client.map("pool.ha_compute_vm_failover_plan", List.of(other), List.of(client.createVm("a")));
      assertThat(plan.firstEntry().getValue()).isEqualTo(Values.map("host", client.thisHost()));
    });
  }

  @Test
  public void theDatabaseIsReplicatedToBlockStorageOnly() {
    inside(() -> {
      var nfs = client.createNfs("nfs", "/vol1");
      assertRefused(() -> client.call("SR.enable_database_replication", nfs), "SR_OPERATION_NOT_SUPPORTED", nfs);
      client.call("pool.enable_redo_log", nfs);
      assertRefused(() -> client.call("pool.enable_redo_log", nfs), "REDO_LOG_IS_ENABLED");
      client.call("pool.disable_redo_log");
      assertThat(client.refs("SR.get_VDIs", nfs)).isEmpty();
    });
  }
}
