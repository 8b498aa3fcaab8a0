package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import dev.assay.core.lab.Power;
import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.Scope;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class HighAvailabilityTests extends XapiFixture {

  private String pool;
  private String sr;

  @BeforeMethod
  void poolOfTwo() {
    poolOfTwo(new Defect[0]);
  }

  private void poolOfTwo(Defect... defects) {
    setUp(2, defects);
    inside(() -> {
      lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
      pool = client.refs("pool.get_all").getFirst();
      sr = client.createNfs("nfs", "/vol1");
      client.call("pool.set_default_SR", pool, sr);
      client.call("pool.set_suspend_image_SR", pool, sr);
      lab.time.sleep(Duration.ofMinutes(1));
    });
  }

  private String protectedVm(String name, String host) {
    var vm = client.createVm(name);
    client.call("VM.set_ha_restart_priority", vm, "restart");
    client.call("VM.start_on", vm, host, false, false);
    return vm;
  }

  private String other() {
    return client.refs("host.get_all").stream().filter(host -> !host.equals(client.thisHost())).findFirst().orElseThrow();
  }

  private void powerOff(int number) {
    try {
      lab.host(number).power().set(Power.State.OFF);
    } catch (dev.assay.core.AssayException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  public void aProtectedVmStartsElsewhereWhenItsHostFails() {
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      var vm = protectedVm("precious", other());
      var left = client.createVm("left alone");
      client.call("VM.start_on", left, other(), false, false);
      powerOff(2);
      lab.time.sleep(Duration.ofMinutes(5));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(client.thisHost());
      assertThat(client.get("VM", left, "power_state")).isEqualTo("Halted");
      assertThat(notes("name")).contains("HA_HOST_FAILED", "VM_STARTED").doesNotContain("HA_PROTECTED_VM_RESTART_FAILED");
      assertThat(notes("body")).contains("Server '" + client.get("host", other(), "name_label") + "' has failed");
    });
  }

  private List<Object> notes(String field) {
    return client.refs("message.get_all").stream().map(note -> client.get("message", note, field)).toList();
  }

  @Test
  public void anEvacuationIsRefusedForVmsThatNobodyProtects() {
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      var vm = protectedVm("precious", other());
      var left = client.createVm("left alone");
      client.call("VM.start_on", left, other(), false, false);
      List.of(vm, left).forEach(one -> lab.awaitAgent(client, one));
      assertRefused(() -> client.call("host.evacuate", other()), "HOST_NOT_ENOUGH_FREE_MEMORY", left);
      assertThat(client.map("host.get_vms_which_prevent_evacuation", other())).containsOnlyKeys(left);
      client.call("VM.hard_shutdown", left);
      client.call("host.evacuate", other());
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(client.thisHost());
    });
  }

  @Test
  public void aBuildWhoseHighAvailabilityRestartsNothingLeavesItHalted() {
    poolOfTwo(Defect.HA_RESTARTS_NOTHING);
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      var vm = protectedVm("precious", other());
      powerOff(2);
      lab.time.sleep(Duration.ofMinutes(5));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
    });
  }

  @Test
  public void aHostThatIsCutOffStopsItselfAndItsVmsStartElsewhere() {
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      var vm = protectedVm("precious", other());
      lab.lab.faults().inject(new Scope.Host(XapiLab.id(2)), new Fault.NetworkPartition());
      lab.time.sleep(Duration.ofMinutes(6));
      assertThat(lab.events).anyMatch(event -> event.kind().equals("xapi.ha.fenced") && event.subject().equals("ams-h02"));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(client.thisHost());
    });
  }

  @Test
  public void anotherHostLeadsWhenTheMasterFails() {
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      var vm = protectedVm("precious", client.thisHost());
      powerOff(1);
      lab.time.sleep(Duration.ofMinutes(5));
      client = lab.login(2);
      assertThat(client.get("pool", client.refs("pool.get_all").getFirst(), "master")).isEqualTo(client.thisHost());
      assertThat(notes("name")).contains("POOL_MASTER_TRANSITION", "HA_HOST_FAILED");
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(client.thisHost());
    });
  }

  @Test
  public void itNeedsSharedStorageAndIsOnOnlyOnce() {
    inside(() -> {
      var local = client.refs("SR.get_by_name_label", "Local storage").getFirst();
      assertRefused(() -> client.call("pool.enable_ha", List.of(local), Values.map()), "HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", local);
      client.call("pool.enable_ha", List.of(), Values.map());
      assertRefused(() -> client.call("pool.enable_ha", List.of(), Values.map()), "HA_IS_ENABLED");
      assertRefused(() -> client.call("pool.eject", other()), "HA_IS_ENABLED");
      assertThat(client.get("pool", pool, "ha_plan_exists_for")).isEqualTo(1L);
      assertRefused(() -> client.call("pool.set_ha_host_failures_to_tolerate", pool, 2L), "HA_NO_PLAN");
      client.call("pool.disable_ha");
      assertThat(client.get("pool", pool, "ha_statefiles")).isEqualTo(List.of());
    });
  }

  @Test
  public void aStartThatWouldLeaveNoRoomForFailuresIsRefused() {
    inside(() -> {
      client.call("pool.enable_ha", List.of(sr), Values.map());
      protectedVm("first", client.thisHost());
      var greedy = client.createVm("greedy");
      client.call("VM.set_memory_limits", greedy, 1L << 30, 20L << 30, 20L << 30, 20L << 30);
      client.call("VM.set_ha_restart_priority", greedy, "restart");
      client.call("VM.start_on", greedy, client.thisHost(), false, false);
      var second = client.createVm("second");
      client.call("VM.set_memory_limits", second, 1L << 30, 20L << 30, 20L << 30, 20L << 30);
      client.call("VM.set_ha_restart_priority", second, "restart");
      assertRefused(() -> client.call("VM.start", second, false, false), "HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN");
    });
  }
}
