package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Shell;
import dev.assay.core.defect.Defect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** Each defect shows where it should, and nowhere else is it looked for here. */
public class DefectTests extends XapiFixture {

  private void with(Defect defect, int hosts, Runnable body) {
    setUp(hosts, defect);
    inside(() -> {
      if (hosts > 1) {
        lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
        var pool = client.refs("pool.get_all").getFirst();
        client.call("pool.set_default_SR", pool, client.createNfs("nfs", "/vol1"));
      }
      body.run();
    });
  }

  private String running(String name) {
    var vm = client.createVm(name);
    client.call("VM.start_on", vm, client.only("host", XapiLab.id(1).value()), false, false);
    lab.awaitAgent(client, vm);
    lab.time.sleep(Duration.ofMinutes(2));
    return vm;
  }

  private String second() {
    return client.only("host", XapiLab.id(2).value());
  }

  private Shell guest(String vm) {
    var address = (String) client.map("VM_guest_metrics.get_networks", (String) client.get("VM", vm, "guest_metrics")).get("0/ip");
    return lab.lab.guestShell(address, "root", "guest").orElseThrow();
  }

  private String run(String vm, String... command) {
    try (var shell = guest(vm)) {
      return shell.run(Duration.ofMinutes(5), List.of(command)).output();
    }
  }

  private long domainsOf(String vm, int host) {
    var uuid = (String) client.get("VM", vm, "uuid");
    try (var shell = lab.host(host).shell("root", XapiLab.PASSWORD)) {
      return shell.run(Duration.ofMinutes(1), List.of("xl", "list")).output().lines().filter(line -> line.contains(uuid)).count();
    }
  }

  private LinkedHashMap<String, String> query(String name, String value) {
    return new LinkedHashMap<>(Map.of("session_id", client.session(), name, value));
  }

  private byte[] fetch(String path, String name, String value) {
    try (var stream = client.host().http().get(path, query(name, value))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String smallDisk(String vm, String content) {
    var sr = client.refs("SR.get_by_name_label", "nfs").stream().findFirst().orElseGet(() -> client.createNfs("nfs", "/vol1"));
    var vdi = client.createVdi(sr, 4 << 20);
    client.host().http().put("/import_raw_vdi", query("vdi", vdi), new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    client.call("VBD.create", Values.map(
        "VM", vm, "VDI", vdi, "userdevice", "1", "bootable", false, "mode", "RW", "type", "Disk", "empty", false, "unpluggable", true,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
    return vdi;
  }

  private String contentOfDisk(String vm) {
    return client.refs("VM.get_VBDs", vm).stream()
        .filter(vbd -> client.get("VBD", vbd, "userdevice").equals("1"))
        .map(vbd -> new String(fetch("/export_raw_vdi", "vdi", (String) client.get("VBD", vbd, "VDI")), 0, 3, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private void overwrite(String vdi) {
    client.host().http().put("/import_raw_vdi", query("vdi", vdi), new ByteArrayInputStream("new".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  public void aMigratedVmIsLeftOnItsFormerHost() {
    with(Defect.VM_STARTED_TWICE, 2, () -> {
      var vm = running("a");
      client.call("VM.pool_migrate", vm, second(), Values.map());
      assertThat(domainsOf(vm, 1) + domainsOf(vm, 2)).isEqualTo(2);
    });
  }

  @Test
  public void aMigrationLosesTheLatestWrite() {
    with(Defect.MIGRATION_LOSES_WRITE, 2, () -> {
      var vm = client.createVm("a");
      smallDisk(vm, "old");
      client.call("VM.start_on", vm, client.only("host", XapiLab.id(1).value()), false, false);
      lab.awaitAgent(client, vm);
      lab.time.sleep(Duration.ofMinutes(2));
      run(vm, "sh", "-c", "echo new > /dev/xvdb");
      run(vm, "sync");
      client.call("VM.pool_migrate", vm, second(), Values.map());
      client.call("VM.clean_shutdown", vm);
      assertThat(contentOfDisk(vm)).isEqualTo("old");
    });
  }

  @Test
  public void aRevertKeepsNewData() {
    with(Defect.REVERT_KEEPS_NEW_DATA, 1, () -> {
      var vm = client.createVm("a");
      var vdi = smallDisk(vm, "old");
      var snapshot = client.text("VM.snapshot", vm, "s");
      overwrite(vdi);
      client.call("VM.revert", snapshot);
      assertThat(contentOfDisk(vm)).isEqualTo("new");
    });
  }

  @Test
  public void anEvacuationLeavesAVm() {
    with(Defect.EVACUATE_LEAVES_VM, 2, () -> {
      var vm = running("a");
      var host = client.get("VM", vm, "resident_on");
      client.call("host.disable", host);
      client.call("host.evacuate", host);
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(host);
    });
  }

  @Test
  public void aScanForgetsADisk() {
    with(Defect.SR_SCAN_FORGETS_VDI, 1, () -> {
      var sr = client.createNfs("nfs", "/vol1");
      client.createVdi(sr, 4 << 20);
      client.call("SR.scan", sr);
      assertThat(client.refs("SR.get_VDIs", sr)).isEmpty();
    });
  }

  @Test
  public void aClonesTaskNeverEnds() {
    with(Defect.TASK_NEVER_ENDS, 1, () -> {
      var task = client.text("Async.VM.clone", client.only("VM", "Debian Bookworm 12"), "copy");
      lab.time.sleep(Duration.ofMinutes(30));
      assertThat(client.get("task", task, "status")).isEqualTo("pending");
    });
  }

  @Test
  public void aStartedVmNeverBoots() {
    with(Defect.HOST_DOES_NOT_RUN_VMS, 1, () -> {
      var vm = client.startVm("a");
      lab.time.sleep(Duration.ofHours(1));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(client.get("VM", vm, "guest_metrics")).isEqualTo(Refs.NULL);
    });
  }

  @Test
  public void theProcessorsMetricsStandStill() {
    with(Defect.METRIC_STANDS_STILL, 1, () -> {
      var before = client.call("host.query_data_source", client.thisHost(), "cpu0");
      client.startVm("a");
      lab.time.sleep(Duration.ofSeconds(7));
      assertThat(client.call("host.query_data_source", client.thisHost(), "cpu0")).isEqualTo(before);
    });
  }

  @Test
  public void aHaltedVmIsSuspended() {
    with(Defect.REFUSED_TRANSITION_ALLOWED, 1, () -> {
      var vm = client.createVm("a");
      client.call("VM.suspend", vm);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Suspended");
    });
  }

  @Test
  public void aCheckpointsMemoryIsLost() {
    with(Defect.CHECKPOINT_LOSES_MEMORY, 1, () -> assertThat(bootIdsAroundRevert()).doesNotHaveDuplicates());
  }

  @Test
  public void aGoodBuildKeepsTheMemoryOfACheckpoint() {
    setUp(1);
    inside(() -> assertThat(bootIdsAroundRevert()).containsOnly(bootIdsAroundRevert.getFirst()));
  }

  private List<String> bootIdsAroundRevert = List.of();

  private List<String> bootIdsAroundRevert() {
    var vm = running("a");
    var before = run(vm, "cat", "/proc/sys/kernel/random/boot_id");
    client.call("VM.revert", client.text("VM.checkpoint", vm, "c"));
    client.call("VM.resume", vm, false, false);
    lab.awaitAgent(client, vm);
    lab.time.sleep(Duration.ofMinutes(2));
    bootIdsAroundRevert = List.of(before, run(vm, "cat", "/proc/sys/kernel/random/boot_id"));
    return bootIdsAroundRevert;
  }

  @Test
  public void aHotPluggedDiskIsNotSeenByTheGuest() {
    with(Defect.HOTPLUG_DISK_INVISIBLE, 1, () -> assertThat(disksAfterHotPlug()).contains("xvda").doesNotContain("xvdb"));
  }

  @Test
  public void onAGoodBuildTheGuestSeesAHotPluggedDisk() {
    setUp(1);
    inside(() -> assertThat(disksAfterHotPlug()).contains("xvda", "xvdb"));
  }

  private String disksAfterHotPlug() {
    var vm = running("a");
    smallDisk(vm, "x");
    client.refs("VM.get_VBDs", vm).stream()
        .filter(vbd -> client.get("VBD", vbd, "userdevice").equals("1"))
        .forEach(vbd -> client.call("VBD.plug", vbd));
    return run(vm, "lsblk");
  }

  @Test
  public void anExportMissesTheEndOfItsLastDisk() {
    with(Defect.EXPORT_TRUNCATED, 1, () -> {
      var vm = client.createVm("a");
      smallDisk(vm, "cargo");
      var sr = client.refs("SR.get_by_name_label", "nfs").getFirst();
      var archive = fetch("/export", "ref", vm);
      var imported = new String(client.host().http().put("/import", query("sr_id", sr), new ByteArrayInputStream(archive)), StandardCharsets.UTF_8);
      assertThat(contentOfDisk(imported)).isEqualTo("\0\0\0");
    });
  }

  @Test
  public void anyPasswordLogsIn() {
    with(Defect.WRONG_PASSWORD_ACCEPTED, 1, () -> {
      var session = (String) client.host().xapi().call("session.login_with_password", List.of("root", "guess"));
      client.host().xapi().call("VM.get_all", List.of(session));
      assertRefused(() -> client.host().xapi().call("VM.get_all", List.of("OpaqueRef:x")), "SESSION_INVALID", "OpaqueRef:x");
    });
  }

  @Test
  public void aCloneWritesToItsOriginsDisk() {
    with(Defect.CLONE_SHARES_DISK, 1, () -> {
      var vm = client.createVm("a");
      var vdi = smallDisk(vm, "old");
      var clone = client.text("VM.clone", vm, "b");
      overwrite(vdi);
      assertThat(contentOfDisk(clone)).isEqualTo("new");
    });
  }
}
