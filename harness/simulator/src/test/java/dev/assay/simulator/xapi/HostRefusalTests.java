package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What is refused to who takes hosts and their storage away, in the product's words. */
public class HostRefusalTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  @Test
  public void aHostThatIsThereIsNotForgotten() {
    inside(() -> {
      assertRefused(() -> client.call("host.declare_dead", client.thisHost()), "HOST_IS_LIVE", client.thisHost());
      assertRefused(() -> client.call("host.destroy", client.thisHost()), "HOST_IS_LIVE", client.thisHost());
      assertRefused(() -> client.call("host.set_hostname_live", client.thisHost(), "a b"), "HOST_NAME_INVALID", "hostname contains invalid characters");
      assertRefused(() -> client.call("pool.eject", client.thisHost()), "INTERNAL_ERROR", "Xapi_pool.Cannot_eject_master");
    });
  }

  @Test
  public void guestsKeepAHostUp() {
    inside(() -> {
      var vm = client.startVm("a");
      assertRefused(() -> client.call("host.assert_can_evacuate", client.thisHost()), "CANNOT_EVACUATE_HOST", "NO_HOSTS_AVAILABLE," + vm);
      assertRefused(() -> client.call("host.evacuate", client.thisHost()), "NO_HOSTS_AVAILABLE", vm);
      assertThat(client.map("host.get_vms_which_prevent_evacuation", client.thisHost())).containsEntry(vm, List.of("NO_HOSTS_AVAILABLE", vm));
      client.call("host.disable", client.thisHost());
      assertThat(client.refs("host.get_allowed_operations", client.thisHost())).contains("vm_start", "evacuate", "reboot", "shutdown");
      assertRefused(() -> client.call("host.reboot", client.thisHost()), "HOST_IN_USE", client.thisHost(), "vm", vm);
      assertRefused(() -> client.call("VM.start_on", client.createVm("b"), client.thisHost(), false, false), "HOST_DISABLED", client.thisHost());
    });
  }

  @Test
  public void storageInUseStaysPlugged() {
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      var pbd = client.refs("SR.get_PBDs", sr).getFirst();
      var config = Values.map("server", "filer", "serverpath", "/vol1");
      assertRefused(() -> client.call("PBD.create", Values.map("host", client.thisHost(), "SR", sr, "device_config", config)),
          "PBD_EXISTS", sr, client.thisHost(), pbd);
      assertRefused(() -> client.call("PBD.destroy", pbd), "OPERATION_NOT_ALLOWED", "PBD is currently attached");
      assertRefused(() -> client.call("PBD.set_device_config", pbd, Values.map("SRmaster", "true")),
          "VALUE_NOT_SUPPORTED", "SRmaster", "true", "This key is for internal use only");
      var vm = client.startVm("a");
      var used = client.refs("VM.get_VBDs", vm).stream().map(vbd -> (String) client.get("VBD", vbd, "VDI")).filter(vdi -> !vdi.equals(Refs.NULL)).findFirst().orElseThrow();
      var its = client.refs("SR.get_PBDs", (String) client.get("VDI", used, "SR")).getFirst();
      assertRefused(() -> client.call("PBD.unplug", its), "VDI_IN_USE", used);
      client.call("PBD.unplug", pbd);
      client.call("PBD.unplug", pbd);
      client.call("PBD.plug", pbd);
      client.call("PBD.plug", pbd);
    });
  }

  @Test
  public void anEvacuationsMigrationsAreItsParts() {
    setUp(2);
    inside(() -> {
      lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
      lab.time.sleep(java.time.Duration.ofMinutes(1));
      var pool = client.refs("pool.get_all").getFirst();
      client.call("pool.set_default_SR", pool, client.createNfs("nfs", "/vol1"));
      var vm = client.createVm("a");
      client.call("VM.start_on", vm, client.thisHost(), false, false);
      lab.awaitAgent(client, vm);
      var task = client.text("Async.host.evacuate", client.thisHost());
      lab.time.sleep(java.time.Duration.ofMillis(50));
      var part = client.refs("task.get_subtasks", task).getFirst();
      assertThat(client.map("task.get_record", part)).containsEntry("subtask_of", task).containsEntry("status", "pending");
      assertThat(client.map("VM.get_current_operations", vm)).containsEntry(part, "pool_migrate");
      assertThat(client.refs("host.get_allowed_operations", client.thisHost())).doesNotContain("vm_migrate", "provision").contains("vm_start");
      lab.time.sleep(java.time.Duration.ofMinutes(5));
      assertThat(client.get("task", task, "status")).isEqualTo("success");
      assertThat(client.get("VM", vm, "resident_on")).isNotEqualTo(client.thisHost());
    });
  }
}
