package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Several clients do what comes to their minds at the same time; whatever they do, the pool's books stay right. */
public class ManyClientsTests extends XapiFixture {

  private static final int CLIENTS = 4;
  private static final int STEPS = 60;

  private final List<String> done = new ArrayList<>();

  private String sr;

  @DataProvider
  Object[] seeds() {
    return new Object[] {1L, 2L, 3L};
  }

  @Test(dataProvider = "seeds")
  public void theBooksStayRight(long seed) {
    lab = new XapiLab(seed, 2);
    lab.time.run("walk", () -> {
      poolOfTwo();
      var vms = List.of(client.createVm("a"), client.createVm("b"), client.createVm("c"));
      var disk = client.createVdi(sr, 1 << 20);
      // The third one has no part in it, so that one can run whoever of the others is suspended with the disk.
      vms.subList(0, 2).forEach(vm -> attach(vm, disk));
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < CLIENTS; i++) {
        var chance = Chance.seeded(seed * 100 + i);
        forks.add(lab.time.fork("client " + i, () -> walk(vms, disk, chance)));
      }
      while (!forks.stream().allMatch(Time.Fork::isDone)) {
        lab.time.sleep(Duration.ofSeconds(7));
        check(disk);
      }
      forks.forEach(Time.Fork::join);
      check(disk);
      settle();
      return "";
    });
    assertThat(new TreeSet<>(done)).contains("VM.start", "VM.snapshot", "VM.hard_shutdown", "VM.pool_migrate");
  }

  private void poolOfTwo() {
    client = lab.install(1);
    lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
    var pool = client.refs("pool.get_all").getFirst();
    sr = client.createNfs("nfs", "/vol1");
    client.call("pool.set_default_SR", pool, sr);
    client.call("pool.set_suspend_image_SR", pool, sr);
    lab.time.sleep(Duration.ofMinutes(1));
  }

  private void attach(String vm, String disk) {
    client.call("VBD.create", Values.map(
        "VM", vm, "VDI", disk, "userdevice", "autodetect", "bootable", false, "mode", "RW", "type", "Disk", "empty", false, "unpluggable", true,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
    // A VM may start while another one has the disk: it is plugged by hand.
    client.refs("VDI.get_VBDs", disk).forEach(vbd -> client.call("VBD.set_mode", vbd, "RW"));
  }

  private boolean walk(List<String> vms, String disk, Chance chance) {
    for (int step = 0; step < STEPS; step++) {
      var vm = chance.pick(vms);
      switch (chance.below(9)) {
        case 0 -> attempt("VM.start", vm, false, false);
        case 1 -> attempt("VM.hard_shutdown", vm);
        case 2 -> attempt("VM.clean_shutdown", vm);
        case 3 -> attempt("VM.suspend", vm);
        case 4 -> attempt("VM.resume", vm, false, false);
        case 5 -> attempt("VM.pool_migrate", vm, chance.pick(client.refs("host.get_all")), Values.map());
        case 6 -> attempt("VM.snapshot", vm, "kept");
        case 7 -> attempt("VBD.plug", chance.pick(client.refs("VDI.get_VBDs", disk)));
        default -> attempt("VBD.unplug", chance.pick(client.refs("VDI.get_VBDs", disk)));
      }
      lab.time.sleep(Duration.ofSeconds(chance.below(40)));
    }
    return true;
  }

  private void attempt(String method, Object... arguments) {
    try {
      client.call(method, arguments);
      done.add(method);
    } catch (XapiException e) {
      assertThat(e.code()).as(method).isNotEqualTo("INTERNAL_ERROR");
    }
  }

  /** Look at the books in calls that each see one instant. */
  private void check(String disk) {
    var writers = client.map("VBD.get_all_records").values().stream().map(ManyClientsTests::record)
        .filter(vbd -> vbd.get("VDI").equals(disk) && vbd.get("currently_attached").equals(true)).count();
    assertThat(writers).as("attached read-write").isLessThanOrEqualTo(1);
    client.map("VM.get_all_records").values().stream().map(ManyClientsTests::record).forEach(vm -> {
      boolean runs = List.of("Running", "Paused").contains(vm.get("power_state")) && vm.get("is_a_template").equals(false);
      assertThat(!vm.get("resident_on").equals(Refs.NULL)).as("resident while " + vm.get("power_state")).isEqualTo(runs);
    });
    client.map("SR.get_all_records").values().stream().map(ManyClientsTests::record)
        .forEach(repository -> assertThat((Long) repository.get("physical_utilisation")).as("space").isBetween(0L, (Long) repository.get("physical_size")));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> record(Object record) {
    return (Map<String, Object>) record;
  }

  private void checkAllocation() {
    for (var repository : client.refs("SR.get_all")) {
      long allocated = client.refs("SR.get_VDIs", repository).stream().mapToLong(vdi -> (Long) client.get("VDI", vdi, "virtual_size")).sum();
      assertThat(client.get("SR", repository, "virtual_allocation")).as("allocation").isEqualTo(allocated);
    }
  }

  /** Once all are shut down nothing is occupied, and every host has as much memory as at the beginning. */
  private void settle() {
    checkAllocation();
    for (var vm : client.refs("VM.get_all")) {
      assertThat(client.map("VM.get_current_operations", vm)).isEmpty();
      if (!client.get("VM", vm, "power_state").equals("Halted") && client.get("VM", vm, "is_control_domain").equals(false) && client.get("VM", vm, "is_a_template").equals(false)) {
        client.call("VM.hard_shutdown", vm);
      }
    }
    var free = client.refs("host.get_all").stream().map(host -> client.call("host.compute_free_memory", host)).distinct().toList();
    assertThat(free).as("free memory of hosts alike and empty").hasSize(1);
  }
}
