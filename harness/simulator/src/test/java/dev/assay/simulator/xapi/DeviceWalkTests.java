package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Chance;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Disks, interfaces, repositories, appliances and hosts list what can be done with them, and nothing else. */
public class DeviceWalkTests extends XapiFixture {

  private static final int STEPS = 250;

  private final TreeSet<String> done = new TreeSet<>();
  private final TreeSet<String> refused = new TreeSet<>();
  private List<String> vms = List.of();
  private List<String> disks = List.of();
  private String iso = "";
  private String sr = "";
  private String appliance = "";

  private record Step(String type, String ref, String operation, Object... further) {}

  @DataProvider
  Object[] seeds() {
    return new Object[] {1L, 2L};
  }

  @Test(dataProvider = "seeds")
  public void whatIsListedSucceedsAndWhatIsNotIsRefused(long seed) {
    setUp(1);
    inside(() -> {
      scene();
      var chance = Chance.seeded(seed);
      for (int step = 0; step < STEPS; step++) {
        attempt(next(chance));
        lab.time.sleep(Duration.ofSeconds(chance.below(40)));
      }
    });
    assertThat(done).contains("VBD.plug", "VBD.unplug", "VBD.insert", "VBD.eject", "VIF.plug", "VIF.unplug", "VDI.snapshot", "VDI.resize", "SR.scan");
    assertThat(refused).contains("VBD.plug", "VBD.unplug", "VBD.insert", "VBD.eject", "VIF.plug", "VIF.unplug", "SR.destroy", "VM_appliance.start");
  }

  private void scene() {
    sr = client.createNfs("nfs", "/vol1");
    client.call("pool.set_default_SR", client.refs("pool.get_all").getFirst(), sr);
    client.call("pool.set_suspend_image_SR", client.refs("pool.get_all").getFirst(), sr);
    vms = List.of(client.createVm("a"), client.createVm("b"));
    disks = List.of(client.createVdi(sr, 4 << 20), client.createVdi(sr, 4 << 20));
    iso = client.only("VDI", client.refs("VDI.get_all").stream().map(vdi -> (String) client.get("VDI", vdi, "name_label")).filter(name -> name.endsWith(".iso")).findFirst().orElseThrow());
    appliance = client.text("VM_appliance.create", Values.map("name_label", "both", "name_description", ""));
    for (var vm : vms) {
      client.call("VM.set_appliance", vm, appliance);
      disks.forEach(disk -> attach(vm, disk, "Disk"));
      attach(vm, Refs.NULL, "CD");
    }
  }

  private void attach(String vm, String disk, String type) {
    var vbd = client.text("VBD.create", Values.map(
        "VM", vm, "VDI", disk, "userdevice", "autodetect", "bootable", false, "mode", "RO", "type", type, "empty", type.equals("CD"), "unpluggable", true,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
    if (type.equals("Disk")) {
      client.call("VBD.set_mode", vbd, "RO");
    }
  }

  private Step next(Chance chance) {
    var vm = chance.pick(vms);
    return switch (chance.below(8)) {
      case 0 -> vmStep(vm, chance.pick(List.of("start", "hard_shutdown", "pause", "unpause", "suspend", "resume", "clean_shutdown")));
      case 1, 2 -> new Step("VBD", chance.pick(client.refs("VM.get_VBDs", vm)), chance.pick(List.of("plug", "unplug", "unplug_force", "eject")));
      case 3 -> new Step("VBD", chance.pick(client.refs("VM.get_VBDs", vm)), "insert", iso);
      case 4 -> new Step("VIF", chance.pick(client.refs("VM.get_VIFs", vm)), chance.pick(List.of("plug", "unplug")));
      case 5 -> vdiStep(chance);
      case 6 -> new Step("SR", sr, chance.pick(List.of("scan", "destroy", "forget")));
      default -> chance.below(2) == 0 ? hostStep(chance) : applianceStep(chance);
    };
  }

  private static Step vmStep(String vm, String operation) {
    return operation.equals("start") || operation.equals("resume") ? new Step("VM", vm, operation, false, false) : new Step("VM", vm, operation);
  }

  private Step vdiStep(Chance chance) {
    var vdi = chance.pick(client.refs("SR.get_VDIs", sr));
    return switch (chance.below(7)) {
      case 5 -> new Step("VDI", vdi, "update");
      case 6 -> new Step("VDI", vdi, "forget");
      case 0 -> new Step("VDI", vdi, "snapshot", Values.map());
      case 1 -> new Step("VDI", vdi, "clone", Values.map());
      case 2 -> new Step("VDI", vdi, "copy", sr);
      case 3 -> new Step("VDI", vdi, "resize", (Long) client.get("VDI", vdi, "virtual_size") + (1 << 20));
      default -> new Step("VDI", vdi, "destroy");
    };
  }

  private Step hostStep(Chance chance) {
    return new Step("host", client.thisHost(), chance.pick(List.of("reboot", "shutdown")));
  }

  private Step applianceStep(Chance chance) {
    return chance.below(2) == 0 ? new Step("VM_appliance", appliance, "start", false) : new Step("VM_appliance", appliance, "hard_shutdown");
  }

  @SuppressWarnings("unchecked")
  private void attempt(Step step) {
    var method = step.type() + "." + step.operation();
    if (List.of("destroy", "forget").contains(step.operation()) && disks.contains(step.ref())) {
      return;
    }
    boolean listed = ((List<Object>) client.get(step.type(), step.ref(), "allowed_operations")).contains(step.operation());
    boolean wouldEndTheWalk = listed && (step.type().equals("host") || step.type().equals("SR") && !step.operation().equals("scan"));
    if (wouldEndTheWalk) {
      throw new AssertionError(method + " is listed although the host is enabled or the repository in use");
    }
    var arguments = new ArrayList<Object>(List.of(step.ref()));
    arguments.addAll(List.of(step.further()));
    try {
      client.call(method, arguments.toArray());
      done.add(method);
      assertThat(listed).as(method + " of " + step.ref() + " succeeded").isTrue();
    } catch (XapiException e) {
      refused.add(method);
      // An appliance starts what is halted of it and then tells of those that are paused or suspended.
      boolean doneInPart = e.code().equals("OPERATION_PARTIALLY_FAILED");
      assertThat(listed).as(method + " was refused: " + e.getMessage()).isEqualTo(doneInPart);
    }
  }
}
