package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StorageTests extends XapiFixture {

  private static final long MIB = 1 << 20;

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private void write(String vdi, String text) {
    client.host().http().put("/import_raw_vdi", query("vdi", vdi), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String read(String vdi, int length) {
    try (var stream = client.host().http().get("/export_raw_vdi", query("vdi", vdi))) {
      return new String(stream.readNBytes(length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LinkedHashMap<String, String> query(String name, String value) {
    return new LinkedHashMap<>(Map.of("session_id", client.session(), name, value));
  }

  @Test
  public void aNewDiskIsEmptyAndKeepsWhatIsWritten() {
    inside(() -> {
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), 4 * MIB);
      assertThat(read(vdi, 3)).isEqualTo("\0\0\0");
      write(vdi, "abc");
      assertThat(read(vdi, 3)).isEqualTo("abc");
    });
  }

  @Test
  public void aCloneAndItsOriginGoTheirOwnWays() {
    inside(() -> {
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), 4 * MIB);
      write(vdi, "one");
      var clone = client.text("VDI.clone", vdi);
      write(vdi, "two");
      assertThat(read(clone, 3)).isEqualTo("one");
      write(clone, "six");
      assertThat(read(vdi, 3)).isEqualTo("two");
    });
  }

  @Test
  public void aForgottenRepositoryShowsItsDisksAgainOnceIntroduced() {
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      var uuid = (String) client.get("SR", sr, "uuid");
      var vdi = client.createVdi(sr, 4 * MIB);
      write(vdi, "kept");
      var vdiUuid = (String) client.get("VDI", vdi, "uuid");
      client.refs("SR.get_PBDs", sr).forEach(pbd -> client.call("PBD.unplug", pbd));
      client.call("SR.forget", sr);
      assertRefused(() -> client.call("VDI.get_by_uuid", vdiUuid), "UUID_INVALID", "VDI", vdiUuid);

      assertThat(client.text("SR.probe", client.thisHost(), Values.map("server", "filer", "serverpath", "/vol1"), "nfs", Values.map())).contains(uuid);
      var again = client.text("SR.introduce", uuid, "again", "", "nfs", "user", true, Values.map());
      client.call("PBD.plug", client.text("PBD.create", Values.map(
          "host", client.thisHost(), "SR", again, "device_config", Values.map("server", "filer", "serverpath", "/vol1"))));
      assertThat(read(client.text("VDI.get_by_uuid", vdiUuid), 4)).isEqualTo("kept");
    });
  }

  @Test
  public void aRepositoryIsForgottenOnlyOnceUnplugged() {
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      assertRefused(() -> client.call("SR.forget", sr), "SR_HAS_PBD", sr);
      client.refs("SR.get_PBDs", sr).forEach(pbd -> client.call("PBD.unplug", pbd));
      client.call("SR.destroy", sr);
      assertRefused(() -> client.call("SR.get_record", sr), "HANDLE_INVALID", "SR", sr);
    });
  }

  @Test
  public void aThickRepositoryIsFullWhenItsDisksFillIt() {
    inside(() -> {
      var sr = client.text("SR.create", client.thisHost(),
          Values.map("target", "10.9.0.1", "targetIQN", "iqn.2026-01.lab:a", "SCSIid", "360001"), 0L, "lun", "", "lvmoiscsi", "user", true, Values.map());
      client.createVdi(sr, 60_000 * MIB);
      assertRefused(() -> client.createVdi(sr, 60_000 * MIB), "SR_FULL", String.valueOf(60_000 * MIB), String.valueOf(102_400 * MIB - 60_000 * MIB));
    });
  }

  @Test
  public void aHostWithMultipathingNotesThePathsToALun() {
    inside(() -> {
      var config = Values.map("target", "10.9.0.2,10.9.0.3", "targetIQN", "iqn.2026-01.lab:b", "SCSIid", "360004");
      var sr = client.text("SR.create", client.thisHost(), config, 0L, "lun", "", "lvmoiscsi", "user", true, Values.map());
      var pbd = client.refs("SR.get_PBDs", sr).getFirst();
      assertThat((Map<?, ?>) client.call("PBD.get_other_config", pbd)).isEqualTo(Map.of("iscsi_sessions", "1", "multipathed", "false"));
      client.call("PBD.unplug", pbd);
      client.call("host.add_to_other_config", client.thisHost(), "multipathing", "true");
      client.call("PBD.plug", pbd);
      assertThat((Map<?, ?>) client.call("PBD.get_other_config", pbd)).isEqualTo(Map.of("iscsi_sessions", "2", "multipathed", "true", "mpath-360004", "[2, 2]"));
      client.call("PBD.unplug", pbd);
      assertThat((Map<?, ?>) client.call("PBD.get_other_config", pbd)).isEmpty();
    });
  }

  @Test
  public void driversAndTargetsThatAreNotThereAreRefused() {
    inside(() -> {
      assertRefused(
          () -> client.call("SR.create", client.thisHost(), Values.map(), 0L, "x", "", "floppy", "user", false, Values.map()),
          "SR_UNKNOWN_DRIVER", "floppy");
      assertRefused(() -> client.createNfs("x", "/nowhere"), "SR_BACKEND_FAILURE_73", "", "NFS mount error [opterr=mount failed with return code 32]", "");
      assertThat(client.refs("SR.get_by_name_label", "x")).isEmpty();
    });
  }

  @Test
  public void aProbeWithoutItsTargetTellsWhatThereIs() {
    inside(() -> {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.call("SR.probe", client.thisHost(), Values.map("target", "10.9.0.1"), "lvmoiscsi", Values.map()))
          .hasMessageContaining("SR_BACKEND_FAILURE_96").hasMessageContaining("iqn.2026-01.lab:a");
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.call(
              "SR.probe", client.thisHost(), Values.map("target", "10.9.0.1", "targetIQN", "iqn.2026-01.lab:a"), "lvmoiscsi", Values.map()))
          .hasMessageContaining("SR_BACKEND_FAILURE_107").hasMessageContaining("360001");
    });
  }

  @Test
  public void anIsoLibraryListsItsImages() {
    inside(() -> {
      var sr = client.text("SR.create", client.thisHost(), Values.map("location", "filer:/isos"), 0L, "isos", "", "iso", "iso", true, Values.map());
      client.call("SR.scan", sr);
      assertThat(client.refs("VDI.get_by_name_label", "debian-12.iso")).hasSize(1);
      assertRefused(() -> client.createVdi(sr, MIB), "SR_OPERATION_NOT_SUPPORTED", sr);
    });
  }

  @Test
  public void aDiskGrowsAndNeverShrinks() {
    inside(() -> {
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), 4 * MIB);
      client.call("VDI.resize", vdi, 8 * MIB);
      assertThat(client.get("VDI", vdi, "virtual_size")).isEqualTo(8 * MIB);
      assertRefused(() -> client.call("VDI.resize", vdi, MIB), "VDI_TOO_SMALL", vdi, String.valueOf(8 * MIB));
    });
  }

  @Test
  public void aHotPluggedDiskIsInUseUntilUnplugged() {
    inside(() -> {
      var vm = client.startVm("a");
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), 4 * MIB);
      var vbd = client.text("VBD.create", vbd(vm, vdi, "1"));
      client.call("VBD.plug", vbd);
      assertThat(client.get("VBD", vbd, "currently_attached")).isEqualTo(true);
      assertThat(client.get("VBD", vbd, "device")).isEqualTo("xvdb");
      assertRefused(() -> client.call("VBD.plug", vbd), "DEVICE_ALREADY_ATTACHED", vbd);
      assertRefused(() -> client.call("VDI.destroy", vdi), "VDI_IN_USE", vdi, "destroy");
      client.call("VBD.unplug", vbd);
      assertRefused(() -> client.call("VBD.unplug", vbd), "DEVICE_ALREADY_DETACHED", vbd);
      client.call("VDI.destroy", vdi);
    });
  }

  @Test
  public void twoVmsNeverWriteOneDisk() {
    inside(() -> {
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), 4 * MIB);
      client.call("VBD.plug", client.text("VBD.create", vbd(client.startVm("a"), vdi, "1")));
      var other = client.text("VBD.create", vbd(client.startVm("b"), vdi, "1"));
      assertRefused(() -> client.call("VBD.plug", other), "VDI_IN_USE", vdi);
    });
  }

  @Test
  public void aDeviceNumberIsTakenOnce() {
    inside(() -> {
      var vm = client.createVm("a");
      var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), MIB);
      assertRefused(() -> client.call("VBD.create", vbd(vm, vdi, "0")), "DEVICE_ALREADY_EXISTS", "0");
      assertRefused(() -> client.call("VBD.create", vbd(vm, vdi, "99")), "INVALID_DEVICE", "99");
    });
  }

  @Test
  public void aCdIsInsertedAndEjected() {
    inside(() -> {
      var sr = client.text("SR.create", client.thisHost(), Values.map("location", "filer:/isos"), 0L, "isos", "", "iso", "iso", true, Values.map());
      var iso = client.only("VDI", "debian-12.iso");
      var drive = client.text("VBD.create", Values.map(
          "VM", client.createVm("a"), "VDI", Refs.NULL, "userdevice", "3", "bootable", false, "mode", "RO", "type", "CD", "empty", true,
          "unpluggable", true, "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
      client.call("VBD.insert", drive, iso);
      assertRefused(() -> client.call("VBD.insert", drive, iso), "VBD_NOT_EMPTY", drive);
      client.call("VBD.eject", drive);
      assertRefused(() -> client.call("VBD.eject", drive), "VBD_IS_EMPTY", drive);
      assertThat(client.get("SR", sr, "content_type")).isEqualTo("iso");
    });
  }

  private static Map<String, Object> vbd(String vm, String vdi, String device) {
    return Values.map(
        "VM", vm, "VDI", vdi, "userdevice", device, "bootable", false, "mode", "RW", "type", "Disk", "empty", false, "unpluggable", true,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map());
  }

  @Test
  public void aRevertedVmHasTheDiskOfItsSnapshot() {
    inside(() -> {
      var vm = client.createVm("a");
      var vbd = client.refs("VM.get_VBDs", vm).getFirst();
      write(small(vm), "old");
      var snapshot = client.text("VM.snapshot", vm, "s");
      write(diskOf(vm, "1"), "new");
      client.call("VM.revert", snapshot);
      assertThat(read(diskOf(vm, "1"), 3)).isEqualTo("old");
      assertThat(client.get("VM", snapshot, "is_a_snapshot")).isEqualTo(true);
      assertThat(vbd).isNotEmpty();
      client.call("VM.start", vm, false, false);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
    });
  }

  /** Give a VM a small second disk, for the system disk is too large to be read as a whole. */
  private String small(String vm) {
    var vdi = client.createVdi(client.createNfs("nfs", "/vol1"), MIB);
    client.call("VBD.create", vbd(vm, vdi, "1"));
    return vdi;
  }

  private String diskOf(String vm, String device) {
    return client.refs("VM.get_VBDs", vm).stream()
        .filter(vbd -> client.get("VBD", vbd, "userdevice").equals(device))
        .map(vbd -> (String) client.get("VBD", vbd, "VDI"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  public void anExportedVmComesBackWithItsDisks() throws IOException {
    inside(() -> {
      var vm = client.createVm("a");
      write(small(vm), "cargo");
      var archive = export(vm);
      var imported = importVm(archive);
      assertThat(imported).isNotEqualTo(vm);
      assertThat(client.get("VM", imported, "name_label")).isEqualTo("a");
      assertThat(read(diskOf(imported, "1"), 5)).isEqualTo("cargo");
    });
  }

  @Test
  public void aTruncatedArchiveLeavesNothingBehind() {
    inside(() -> {
      var vm = client.createVm("a");
      write(small(vm), "cargo");
      var archive = export(vm);
      var vdis = client.refs("VDI.get_all").size();
      var cut = java.util.Arrays.copyOf(archive, archive.length - (1 << 20) - 8192);
      assertRefused(() -> importVm(cut), "IMPORT_ERROR_PREMATURE_EOF");
      assertThat(client.refs("VDI.get_all")).hasSize(vdis);
      assertThat(client.refs("VM.get_by_name_label", "a")).hasSize(1);
    });
  }

  @Test
  public void aDamagedArchiveIsRefused() {
    inside(() -> {
      var vm = client.createVm("a");
      write(small(vm), "cargo");
      var archive = export(vm);
      var text = new String(archive, StandardCharsets.ISO_8859_1);
      archive[text.indexOf("cargo")] = 'C';
      assertRefused(() -> importVm(archive), "IMPORT_ERROR_SOME_CHECKSUMS_FAILED");
    });
  }

  private byte[] export(String vm) {
    try (var stream = client.host().http().get("/export", query("ref", vm))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String importVm(byte[] archive) {
    var sr = client.refs("SR.get_by_name_label", "nfs").getFirst();
    return new String(client.host().http().put("/import", query("sr_id", sr), new ByteArrayInputStream(archive)), StandardCharsets.UTF_8);
  }

  @Test
  public void httpPathsWantASession() {
    inside(() -> org.assertj.core.api.Assertions.assertThatThrownBy(() -> client.host().http().get("/system-status", new LinkedHashMap<>()))
        .hasMessageContaining("401"));
  }

  @Test
  public void theStatusReportIsATarWithLogs() {
    inside(() -> assertThat(export("/system-status", query("output", "tar"))).isNotEmpty());
  }

  @Test
  public void metricsComeWithTheirNewestRowFirst() {
    inside(() -> {
      export("/rrd_updates", query("start", "-60"));
      lab.time.sleep(java.time.Duration.ofMinutes(1));
      var query = query("start", "-60");
      query.put("host", "true");
      query.put("json", "true");
      var page = new String(export("/rrd_updates", query), StandardCharsets.UTF_8);
      assertThat(page).contains("AVERAGE:host:").contains("cpu_avg").contains("\"step\":\"5\"");
      var rows = java.util.regex.Pattern.compile("\"t\":\"(\\d+)\"").matcher(page).results().map(match -> Long.valueOf(match.group(1))).toList();
      assertThat(rows).hasSizeGreaterThan(8).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    });
  }

  private byte[] export(String path, LinkedHashMap<String, String> query) {
    try (var stream = client.host().http().get(path, query)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

}
