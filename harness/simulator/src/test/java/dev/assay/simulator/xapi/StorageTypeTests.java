package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.Test;

/** Each kind of storage, as each product generation knows it. */
public class StorageTypeTests extends XapiFixture {

  private String create(String type, SequencedMap<String, Object> config) {
    return client.text("SR.create", client.thisHost(), config, 0L, type, "", type, "user", true, Values.map());
  }

  private SequencedMap<String, Object> nfs(String version) {
    return Values.map("server", "filer", "serverpath", "/vol1", "nfsversion", version);
  }

  @Test
  public void anOldHostKnowsNeitherSmbNorFcoeNorNfs4() {
    setUpWith("creedence");
    inside(() -> {
      assertRefused(() -> create("smb", Values.map("server", "//filer/share")), "SR_UNKNOWN_DRIVER", "smb");
      assertRefused(() -> create("lvmofcoe", Values.map("SCSIid", "360002")), "SR_UNKNOWN_DRIVER", "lvmofcoe");
      assertRefused(() -> create("nfs", nfs("4")), "SR_BACKEND_FAILURE_72", "", "Required NFS server version unsupported [opterr=4]", "");
      assertThat(client.refs("SR.get_supported_types")).contains("nfs", "lvmohba").doesNotContain("smb");
    });
  }

  @Test
  public void aNewHostTakesAllOfThem() {
    setUpWith("dundee");
    inside(() -> {
      for (var sr : List.of(
          create("nfs", nfs("4")),
          create("smb", Values.map("server", "//filer/share")),
          create("lvmoiscsi", Values.map("target", "10.9.0.1", "targetIQN", "iqn.2026-01.lab:a", "SCSIid", "360001")),
          create("lvmofcoe", Values.map("SCSIid", "360003")))) {
        var vdi = client.createVdi(sr, 1 << 20);
        client.call("VDI.resize", vdi, 2L << 20);
        client.call("VDI.destroy", vdi);
        client.call("SR.scan", sr);
      }
    });
  }

  @Test
  public void aProbeTellsWhatIsMissing() {
    setUpWith("dundee");
    inside(() -> {
      assertRefused(
          () -> client.call("SR.probe", client.thisHost(), Values.map("target", "10.9.0.1"), "lvmoiscsi", Values.map()), "SR_BACKEND_FAILURE_96", "",
          "The request is missing or has an incorrect target IQN parameter",
          "<?xml version=\"1.0\" ?>\n<iscsi-target-iqns><TGT><Index>0</Index><IPAddress>10.9.0.1</IPAddress><TargetIQN>iqn.2026-01.lab:a</TargetIQN></TGT></iscsi-target-iqns>");
      assertRefused(() -> create("nfs", Values.map("serverpath", "/vol1")), "SR_BACKEND_FAILURE_102", "", "The request is missing the server parameter", "");
      assertRefused(() -> create("lvm", Values.map()), "SR_BACKEND_FAILURE_90", "", "The request is missing the device parameter", "");
    });
  }

  @Test
  public void aForgottenRepositoryIsFoundAndIntroducedAgain() {
    setUpWith("dundee");
    inside(() -> {
      var sr = create("nfs", nfs("3"));
      var uuid = (String) client.get("SR", sr, "uuid");
      client.createVdi(sr, 1 << 20);
      client.refs("SR.get_PBDs", sr).forEach(pbd -> client.call("PBD.unplug", pbd));
      client.call("SR.forget", sr);
      assertThat(client.text("SR.probe", client.thisHost(), nfs("3"), "nfs", Values.map())).contains(uuid);
      var again = client.text("SR.introduce", uuid, "again", "", "nfs", "user", true, Values.map());
      client.call("PBD.plug", client.text("PBD.create", Values.map("host", client.thisHost(), "SR", again, "device_config", nfs("3"), "other_config", Values.map())));
      assertThat(client.refs("SR.get_VDIs", again)).hasSize(1);
    });
  }

  @Test
  public void blocksProvisionedThinlyTakeWhatIsWritten() {
    setUpWith("dundee");
    inside(() -> {
      var config = Values.map("target", "10.9.0.1", "targetIQN", "iqn.2026-01.lab:a", "SCSIid", "360001");
      var sr = client.text("SR.create", client.thisHost(), config, 0L, "thin", "", "lvmoiscsi", "user", true, Values.map("allocation", "xlvhd"));
      client.createVdi(sr, 50L << 30);
      client.createVdi(sr, 80L << 30);
      assertThat(client.get("SR", sr, "physical_utilisation")).isEqualTo(0L);
    });
    setUpWith("creedence");
    inside(() -> assertRefused(
        () -> client.call("SR.create", client.thisHost(), Values.map("SCSIid", "360002"), 0L, "thin", "", "lvmohba", "user", true, Values.map("allocation", "xlvhd")),
        "SR_BACKEND_FAILURE_1", "", "Invalid argument [opterr=allocation]", ""));
  }

  @Test
  public void freeBlocksGoBackToTheArrayOnlyFromBlockDevices() {
    setUpWith("dundee");
    inside(() -> {
      var lun = create("lvmohba", Values.map("SCSIid", "360002"));
      var files = create("nfs", nfs("3"));
      assertThat(trim(lun)).isEqualTo("True");
      assertThat(trim(files)).contains("UnsupportedSRForTrim");
    });
  }

  private String trim(String sr) {
    return client.text("host.call_plugin", client.thisHost(), "trim", "do_trim", Values.map("sr_uuid", client.get("SR", sr, "uuid")));
  }

  @Test
  public void changedBlocksAreToldBetweenSnapshots() {
    setUpWith("stockholm");
    inside(() -> {
      var vdi = client.createVdi(create("nfs", nfs("3")), 1 << 20);
      assertRefused(() -> client.call("VDI.list_changed_blocks", vdi, vdi), "VDI_NO_CBT_METADATA", vdi);
      client.call("VDI.enable_cbt", vdi);
      var before = client.text("VDI.snapshot", vdi);
      var query = new java.util.LinkedHashMap<>(java.util.Map.of("session_id", client.session(), "vdi", vdi));
      client.host().http().put("/import_raw_vdi", query, new java.io.ByteArrayInputStream(new byte[] {1, 2, 3}));
      assertThat(client.text("VDI.list_changed_blocks", before, vdi)).isEqualTo("gAA=");
      client.call("VDI.data_destroy", before);
      assertThat(client.get("VDI", before, "type")).isEqualTo("cbt_metadata");
    });
  }
}
