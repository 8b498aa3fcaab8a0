package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Disks that share what was written before a snapshot or clone: the space that takes, and how it comes back. */
public class ChainTests extends XapiFixture {

  private static final int SIZE = 1 << 20;

  private String sr;

  @BeforeMethod
  void repository() {
    repository(new Defect[0]);
  }

  private void repository(Defect... defects) {
    setUp(1, defects);
    inside(() -> sr = client.createNfs("nfs", "/vol1"));
  }

  /** Fill a disk with a byte: 1 MiB is written. */
  private void fill(String vdi, int value) {
    var content = new byte[SIZE];
    java.util.Arrays.fill(content, (byte) value);
    var query = new LinkedHashMap<>(Map.of("session_id", client.session(), "vdi", vdi));
    client.host().http().put("/import_raw_vdi", query, new ByteArrayInputStream(content));
  }

  private long used() {
    client.call("SR.update", sr);
    return (Long) client.get("SR", sr, "physical_utilisation");
  }

  private String snapshot(String vdi) {
    return client.text("VDI.snapshot", vdi, Values.map());
  }

  private List<String> hidden() {
    client.call("SR.scan", sr);
    return client.refs("SR.get_VDIs", sr).stream().filter(vdi -> client.get("VDI", vdi, "managed").equals(false)).toList();
  }

  @Test
  public void whatWasWrittenBeforeASnapshotIsKeptOnceByAHiddenDisk() {
    inside(() -> {
      var vdi = client.createVdi(sr, SIZE);
      fill(vdi, 1);
      snapshot(vdi);
      assertThat(used()).isEqualTo(SIZE);
      assertThat(hidden()).singleElement().satisfies(base -> {
        assertThat(client.get("VDI", base, "name_label")).isEqualTo("base copy");
        assertThat(client.get("VDI", base, "physical_utilisation")).isEqualTo((long) SIZE);
      });
      fill(vdi, 2);
      assertThat(used()).isEqualTo(2L * SIZE);
    });
  }

  @Test
  public void theSpaceOfADeletedSnapshotComesBackBehindTheScenes() {
    inside(() -> {
      var vdi = client.createVdi(sr, SIZE);
      fill(vdi, 1);
      var snapshot = snapshot(vdi);
      fill(vdi, 2);
      client.call("VDI.destroy", snapshot);
      assertThat(used()).as("at once").isEqualTo(2L * SIZE);
      lab.time.sleep(Duration.ofMinutes(2));
      assertThat(used()).as("merged").isEqualTo(SIZE);
      assertThat(hidden()).isEmpty();
    });
  }

  @Test
  public void aSnapshotThatLostItsDiskIsMergedIntoTheOnlyOneLeft() {
    inside(() -> {
      var vdi = client.createVdi(sr, SIZE);
      fill(vdi, 1);
      var snapshot = snapshot(vdi);
      fill(vdi, 2);
      client.call("VDI.destroy", vdi);
      lab.time.sleep(Duration.ofMinutes(2));
      assertThat(hidden()).isEmpty();
      assertThat(client.get("VDI", snapshot, "physical_utilisation")).isEqualTo((long) SIZE);
      client.call("VDI.destroy", snapshot);
      assertThat(used()).isZero();
    });
  }

  @Test
  public void clonesOfOneDiskHangSideBySide() {
    inside(() -> {
      var gold = client.createVdi(sr, SIZE);
      fill(gold, 1);
      for (int i = 0; i < 40; i++) {
        client.text("VDI.clone", gold, Values.map());
      }
      assertThat(used()).isEqualTo(SIZE);
      assertThat(hidden()).hasSize(1);
    });
  }

  @Test
  public void aChainGrowsToThirtyAndNoFurther() {
    inside(() -> {
      var vdi = client.createVdi(sr, SIZE);
      for (int i = 1; i < 30; i++) {
        fill(vdi, i);
        snapshot(vdi);
      }
      fill(vdi, 99);
      assertRefused(() -> snapshot(vdi), "SR_BACKEND_FAILURE_109", "", "The snapshot chain is too long", "");
      assertThat(client.refs("VDI.get_snapshots", vdi)).hasSize(29);
    });
  }

  @Test
  public void aBuildThatNeverMergesKeepsTheSpace() {
    repository(Defect.COALESCE_NEVER_HAPPENS);
    inside(() -> {
      var vdi = client.createVdi(sr, SIZE);
      fill(vdi, 1);
      client.call("VDI.destroy", snapshot(vdi));
      fill(vdi, 2);
      lab.time.sleep(Duration.ofMinutes(10));
      assertThat(used()).isGreaterThan(SIZE);
      assertThat(hidden()).hasSize(1);
    });
  }

  @Test
  public void whatAGuestDiscardsIsGivenBackByThinStorage() {
    inside(() -> {
      var vm = client.createVm("a");
      var vdi = client.createVdi(sr, SIZE);
      fill(vdi, 1);
      client.text("VBD.create", Values.map(
          "VM", vm, "VDI", vdi, "userdevice", "1", "bootable", false, "mode", "RW", "type", "Disk", "empty", false, "unpluggable", true,
          "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      lab.time.sleep(Duration.ofMinutes(1));
      var address = (String) client.map("VM_guest_metrics.get_networks", client.text("VM.get_guest_metrics", vm)).firstEntry().getValue();
      try (var shell = lab.lab.guestShell(address, "root", dev.assay.simulator.guest.Guests.PASSWORD).orElseThrow()) {
        assertThat(shell.run(Duration.ofMinutes(1), List.of("blkdiscard", "/dev/nothing")).status()).isEqualTo(1);
        assertThat(shell.run(Duration.ofMinutes(1), List.of("blkdiscard", "/dev/xvdb")).status()).isZero();
      }
      assertThat(used()).isZero();
    });
  }

  @Test
  public void onThickStorageASnapshotCostsWhatIsWritten() {
    inside(() -> {
      var thick = client.text("SR.create", client.thisHost(), Values.map("SCSIid", "360002"), 0L, "hba", "", "lvmohba", "user", true, Values.map());
      var vdi = client.createVdi(thick, SIZE);
      fill(vdi, 1);
      snapshot(vdi);
      client.call("SR.update", thick);
      assertThat(client.get("SR", thick, "physical_utilisation")).as("the disk whole, and what it had written").isEqualTo(2L * SIZE);
    });
  }
}
