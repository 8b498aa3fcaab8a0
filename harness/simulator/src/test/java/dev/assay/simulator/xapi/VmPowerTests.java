package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class VmPowerTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  @Test
  public void aVmRunsOnItsHostOnceStarted() {
    inside(() -> {
      var vm = client.startVm("a");
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(client.thisHost());
    });
  }

  @Test
  public void theAgentReportsTheAddressOnceTheGuestIsUp() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var metrics = (String) client.get("VM", vm, "guest_metrics");
      assertThat(client.map("VM_guest_metrics.get_networks", metrics)).containsKey("0/ip");
    });
  }

  @Test
  public void theRefusalOfAWrongPowerStateNamesBothStates() {
    inside(() -> {
      var vm = client.startVm("a");
      assertRefused(() -> client.call("VM.start", vm, false, false), "VM_BAD_POWER_STATE", vm, "halted", "running");
      assertRefused(() -> client.call("VM.unpause", vm), "VM_BAD_POWER_STATE", vm, "paused", "running");
      client.call("VM.hard_shutdown", vm);
      assertRefused(() -> client.call("VM.hard_shutdown", vm), "VM_BAD_POWER_STATE", vm, "paused, suspended, running", "halted");
    });
  }

  @Test
  public void aGuestWithoutItsDriversDoesNotShutDownCleanly() {
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VM.set_HVM_boot_policy", vm, "BIOS order");
      client.call("VM.start", vm, false, false);
      assertRefused(() -> client.call("VM.clean_shutdown", vm), "VM_LACKS_FEATURE", vm);
    });
  }

  @Test
  public void aParavirtualGuestThatStillBootsShutsDownWhenItHasCome() {
    inside(() -> {
      var vm = client.startVm("a");
      assertThat(client.refs("VM.get_allowed_operations", vm)).contains("clean_shutdown", "clean_reboot", "suspend", "pool_migrate", "checkpoint");
      client.call("VM.suspend", vm);
      client.call("VM.resume", vm, false, false);
      client.call("VM.clean_shutdown", vm);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
    });
  }

  @Test
  public void aVmGoesThroughAllItsPowerStates() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      for (var step : List.of("pause:Paused", "unpause:Running", "suspend:Suspended")) {
        client.call("VM." + step.split(":")[0], vm);
        assertThat(client.get("VM", vm, "power_state")).isEqualTo(step.split(":")[1]);
      }
      client.call("VM.resume", vm, false, false);
      client.call("VM.clean_reboot", vm);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      lab.awaitAgent(client, vm);
      client.call("VM.clean_shutdown", vm);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
    });
  }

  @Test
  public void memoryOfAHaltedVmGoesBackToItsHost() {
    inside(() -> {
      var before = client.call("host.compute_free_memory", client.thisHost());
      var vm = client.startVm("a");
      assertThat((Long) client.call("host.compute_free_memory", client.thisHost())).isLessThan((Long) before);
      client.call("VM.hard_shutdown", vm);
      assertThat(client.call("host.compute_free_memory", client.thisHost())).isEqualTo(before);
    });
  }

  @Test
  public void noHostIsAvailableForAVmThatIsTooLarge() {
    inside(() -> {
      var vm = client.createVm("a");
      long huge = 64L << 30;
      client.call("VM.set_memory_limits", vm, huge, huge, huge, huge);
      assertRefused(() -> client.call("VM.start", vm, false, false), "NO_HOSTS_AVAILABLE");
    });
  }

  @Test
  public void aTemplateDoesNotStart() {
    inside(() -> {
      var template = client.only("VM", "Debian Bookworm 12");
      assertRefused(() -> client.call("VM.start", template, false, false), "VM_IS_TEMPLATE", template, "start");
    });
  }
}
