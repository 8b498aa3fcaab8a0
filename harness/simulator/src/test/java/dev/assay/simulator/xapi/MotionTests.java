package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.Test;

/** VMs that move or are copied from one pool to another, in all their states. */
public class MotionTests extends XapiFixture {

  private XapiLab.Client other;

  private void twoPools(String generation) {
    lab = new XapiLab(1, 2);
    lab.time.run("install", () -> {
      lab.install(1, generation);
      lab.install(2, generation);
      client = lab.login(1);
      other = lab.login(2);
      return "";
    });
  }

  private Object send(String vm, String... options) {
    var receiver = other.map("host.migrate_receive", other.thisHost(), other.only("network", "Pool-wide network associated with eth0"), Values.map());
    var disks = new LinkedHashMap<String, Object>();
    for (var vbd : client.refs("VM.get_VBDs", vm)) {
      disks.put(client.text("VBD.get_VDI", vbd), other.refs("SR.get_by_name_label", "Local storage").getFirst());
    }
    SequencedMap<String, Object> chosen = options.length == 0 ? Values.map() : Values.map(options[0], "true");
    return client.call("VM.migrate_send", vm, receiver, true, disks, Values.map(), chosen);
  }

  @Test
  public void aHaltedVmMovesWithItsSnapshots() {
    twoPools("dundee");
    inside(() -> {
      var vm = client.createVm("traveller");
      client.call("VM.snapshot", vm, "first");
      client.call("VM.snapshot", vm, "second");
      var uuid = (String) client.get("VM", vm, "uuid");
      send(vm);
      var moved = other.text("VM.get_by_uuid", uuid);
      assertThat(other.refs("VM.get_snapshots", moved)).hasSize(2);
      var disk = other.text("VBD.get_VDI", other.refs("VM.get_VBDs", moved).getFirst());
      assertThat(other.refs("VDI.get_snapshots", disk)).hasSize(2);
      assertThat(client.refs("VM.get_by_name_label", "first")).isEmpty();
    });
  }

  @Test
  public void aSuspendedVmMovesAndGoesOnOverThere() {
    twoPools("dundee");
    inside(() -> {
      var vm = client.startVm("sleeper");
      lab.awaitAgent(client, vm);
      client.call("VM.suspend", vm);
      var uuid = (String) client.get("VM", vm, "uuid");
      send(vm);
      var moved = other.text("VM.get_by_uuid", uuid);
      other.call("VM.resume", moved, false, false);
      assertThat(other.get("VM", moved, "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void aCopyLeavesTheOriginalWhereItIs() {
    twoPools("dundee");
    inside(() -> {
      var vm = client.createVm("original");
      send(vm, "copy");
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
      assertThat(other.refs("VM.get_by_name_label", "original")).hasSize(1);
      client.call("VM.start", vm, false, false);
      assertRefused(() -> send(vm, "copy"), "VM_BAD_POWER_STATE", vm, "halted", "running");
      var template = client.only("VM", "Debian Bookworm 12");
      assertRefused(() -> send(template, "copy"), "VM_IS_TEMPLATE", template, "copy");
    });
  }

  @Test
  public void oldReleasesMoveOnlyWhatRunsAndHasOneSnapshotAtMost() {
    twoPools("creedence");
    inside(() -> {
      var vm = client.createVm("old");
      assertRefused(() -> send(vm), "VM_BAD_POWER_STATE", vm, "running", "halted");
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      client.call("VM.snapshot", vm, "first");
      client.call("VM.snapshot", vm, "second");
      assertRefused(() -> send(vm), "VM_HAS_TOO_MANY_SNAPSHOTS", vm);
    });
  }

  @Test
  public void aRunningVmTakesItsDiskAlongAndKeepsRunning() {
    twoPools("dundee");
    inside(() -> {
      var vm = client.startVm("runner");
      lab.awaitAgent(client, vm);
      var uuid = (String) client.get("VM", vm, "uuid");
      send(vm);
      assertThat(other.get("VM", other.text("VM.get_by_uuid", uuid), "power_state")).isEqualTo("Running");
      assertRefused(() -> client.call("VM.get_by_uuid", uuid), "UUID_INVALID", "VM", uuid);
      assertThat(List.copyOf(client.refs("VDI.get_by_name_label", "runner 0"))).isEmpty();
    });
  }
}
