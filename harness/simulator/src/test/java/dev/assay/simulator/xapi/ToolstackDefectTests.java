package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import dev.assay.core.lab.Power;
import dev.assay.xapi.XapiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.testng.annotations.Test;

/** Each defect of the toolstack shows on a host that has it, and not on one that has not. */
public class ToolstackDefectTests extends XapiFixture {

  private <T> T with(Supplier<T> observe, Defect... defects) {
    setUp(1, defects);
    return lab.time.run("test", observe::get);
  }

  private <T> void shows(Defect defect, T wrong, T right, Supplier<T> observe) {
    assertThat(with(observe, defect)).as("with %s", defect.label()).isEqualTo(wrong);
    assertThat(with(observe)).as("without %s", defect.label()).isEqualTo(right);
  }

  private String nfs(String name, String path) {
    return client.createNfs(name, path);
  }

  @Test
  public void aSessionStaysAfterItsLogout() {
    shows(Defect.SESSION_LEAK, true, false, () -> {
      var other = lab.login(1);
      client.host().xapi().call("session.logout", List.of(other.session()));
      try {
        other.refs("VM.get_all");
        return true;
      } catch (XapiException e) {
        return false;
      }
    });
  }

  @Test
  public void someChangesOfVmsAreNotTold() {
    var lost = with(this::changesTold, Defect.EVENT_LOST);
    assertThat(lost).isBetween(5, 18);
    assertThat(with(this::changesTold)).isEqualTo(20);
  }

  private int changesTold() {
    var vm = client.createVm("a");
    int told = 0;
    for (int i = 0; i < 20; i++) {
      var token = (String) client.map("event.from", List.of("vm/" + vm), "", 0.0).get("token");
      client.call("VM.set_name_description", vm, "change " + i);
      told += ((List<?>) client.map("event.from", List.of("vm/" + vm), token, 1.0).get("events")).size();
    }
    return told;
  }

  @Test
  public void aHaltedVmListsSuspend() {
    shows(Defect.WRONG_ALLOWED_OPERATIONS, true, false, () ->
        ((List<?>) client.get("VM", client.createVm("a"), "allowed_operations")).contains("suspend"));
  }

  @Test
  public void movingADiskOrphansItsSnapshots() {
    shows(Defect.STORAGE_MIGRATION_ORPHANS_SNAPSHOT, false, true, () -> {
      var vdi = client.createVdi(nfs("one", "/vol1"), 4 << 20);
      var snapshot = client.text("VDI.snapshot", vdi, Values.map());
      var moved = client.text("VDI.pool_migrate", vdi, nfs("two", "/vol2"), Values.map());
      return client.get("VDI", snapshot, "snapshot_of").equals(moved);
    });
  }

  @Test
  public void aDestroyedVlanLeavesItsInterface() {
    shows(Defect.VLAN_LEAK, 1, 0, () -> {
      int before = client.refs("PIF.get_all").size();
      var network = client.text("network.create", Values.map("name_label", "v", "name_description", "", "MTU", 1500L, "other_config", Values.map(), "tags", List.of()));
      var vlan = client.text("VLAN.create", client.refs("PIF.get_all").getFirst(), 7L, network);
      client.call("VLAN.destroy", vlan);
      return client.refs("PIF.get_all").size() - before;
    });
  }

  @Test
  public void theMemoryOfARunningVmDoesNotChange() {
    shows(Defect.BALLOONING_WRONG, false, true, () -> {
      var vm = client.createVm("a");
      client.call("VM.set_memory_limits", vm, 256L << 20, 1024L << 20, 512L << 20, 1024L << 20);
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      client.call("VM.set_memory_dynamic_range", vm, 512L << 20, 512L << 20);
      return client.get("VM", vm, "memory_target").equals(String.valueOf(512L << 20)) || client.get("VM", vm, "memory_target").equals(512L << 20);
    });
  }

  @Test
  public void aDeletedSnapshotKeepsItsSpace() {
    shows(Defect.COALESCE_NEVER_HAPPENS, false, true, () -> {
      var sr = nfs("one", "/vol1");
      var vdi = client.createVdi(sr, 4 << 20);
      put(vdi, "content");
      client.call("SR.update", sr);
      var before = client.get("SR", sr, "physical_utilisation");
      var snapshot = client.text("VDI.snapshot", vdi, Values.map());
      client.call("VDI.destroy", snapshot);
      client.call("SR.update", sr);
      return client.get("SR", sr, "physical_utilisation").equals(before);
    });
  }

  private void put(String vdi, String content) {
    client.host().http().put("/import_raw_vdi", query("vdi", vdi), new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private LinkedHashMap<String, String> query(String name, String value) {
    return new LinkedHashMap<>(Map.of("session_id", client.session(), name, value));
  }

  @Test
  public void aRebootedHostStaysDisabled() {
    shows(Defect.HOST_STAYS_DISABLED, false, true, () -> {
      lab.host(1).power().set(Power.State.OFF);
      lab.host(1).power().set(Power.State.ON);
      lab.awaitUp(1);
      var again = lab.login(1);
      lab.time.sleep(Duration.ofMinutes(1));
      return again.get("host", again.thisHost(), "enabled");
    });
  }

  @Test
  public void anUpgradeTakesVcpusAway() {
    shows(Defect.UPGRADE_LOSES_SETTING, "1", "3", () -> {
      var vm = client.createVm("a");
      client.call("VM.set_VCPUs_max", vm, 3L);
      client.call("VM.set_VCPUs_at_startup", vm, 3L);
      lab.upgrade(1, "dundee");
      return String.valueOf(lab.login(1).get("VM", vm, "VCPUs_at_startup"));
    });
  }

  @Test
  public void anImportFromAnotherVersionHasNoInterfaces() {
    shows(Defect.IMPORT_LOSES_INTERFACES, 0, 1, () -> {
      var vm = client.createVm("a");
      nfs("one", "/vol1");
      byte[] archive = export(vm);
      lab.upgrade(1, "dundee");
      client = lab.login(1);
      var sr = client.refs("SR.get_by_name_label", "one").getFirst();
      var imported = new String(client.host().http().put("/import", query("sr_id", sr), new ByteArrayInputStream(archive)), StandardCharsets.UTF_8);
      return client.refs("VM.get_VIFs", imported).size();
    });
  }

  private byte[] export(String vm) {
    try (var stream = client.host().http().get("/export", query("ref", vm))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void oneBootOfFiftyHangs() {
    shows(Defect.BOOT_HANGS_SOMETIMES, false, true, () -> {
      var vm = client.createVm("a");
      client.call("VM.start", vm, false, false);
      for (int i = 0; i < 49; i++) {
        client.call("VM.hard_reboot", vm);
      }
      lab.time.sleep(Duration.ofMinutes(20));
      return !client.get("VM", vm, "guest_metrics").equals(Refs.NULL);
    });
  }
}
