package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What is done to several VMs at once: appliances and schedules of snapshots. */
public class GroupTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String appliance(String... vms) {
    var appliance = client.text("VM_appliance.create", Values.map("name_label", "tiers", "name_description", ""));
    List.of(vms).forEach(vm -> client.call("VM.set_appliance", vm, appliance));
    return appliance;
  }

  @Test
  public void anApplianceStartsInItsOrderAndStopsInTheOther() {
    inside(() -> {
      var database = client.createVm("database");
      var web = client.createVm("web");
      client.call("VM.set_order", web, 1L);
      client.call("VM.set_start_delay", database, 30L);
      var appliance = appliance(database, web);
      assertThat(client.get("VM_appliance", appliance, "allowed_operations")).isEqualTo(List.of("start"));
      client.call("VM_appliance.start", appliance, false);
      assertThat(client.get("VM", web, "power_state")).isEqualTo("Running");
      assertThat(started(web)).isAfterOrEqualTo(started(database).plusSeconds(30));
      client.call("VM_appliance.hard_shutdown", appliance);
      assertThat(client.get("VM", database, "power_state")).isEqualTo("Halted");
    });
  }

  private java.time.Instant started(String vm) {
    return (java.time.Instant) client.get("VM_metrics", (String) client.get("VM", vm, "metrics"), "start_time");
  }

  @Test
  public void aVmThatCannotStartMakesItAPartialFailure() {
    inside(() -> {
      var good = client.createVm("good");
      var bad = client.createVm("bad");
      client.call("VM.set_blocked_operations", bad, Values.map("start", "no"));
      var appliance = appliance(good, bad);
      assertRefused(() -> client.call("VM_appliance.start", appliance, false), "OPERATION_PARTIALLY_FAILED", "VM_appliance.start", bad);
      assertThat(client.get("VM", good, "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void anApplianceOnlyStartsWhatIsHaltedAndSaysWhatIsNotThereInTheEnd() {
    inside(() -> {
      var paused = client.createVm("paused");
      var running = client.startVm("running");
      client.call("VM.start", paused, true, false);
      var appliance = appliance(paused, running, client.createVm("halted"));
      assertRefused(() -> client.call("VM_appliance.start", appliance, false), "OPERATION_PARTIALLY_FAILED", "VM_appliance.start", paused);
      assertThat(client.get("VM", paused, "power_state")).isEqualTo("Paused");
      client.call("VM_appliance.shutdown", appliance);
      assertThat(client.get("VM", paused, "power_state")).isEqualTo("Halted");
    });
  }

  @Test
  public void aProtectionPolicyIsGoneSinceItWasRemoved() {
    inside(() -> assertRefused(() -> client.call("VMPP.protect_now", "OpaqueRef:x"), "MESSAGE_REMOVED"));
  }
}
