package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Power;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A site is lost, and another one brings up its VMs from the storage that it kept its database on. */
public class RecoveryTests extends XapiFixture {

  private static final Object BLOCK = Values.map("SCSIid", "360002");

  private XapiLab.Client other;
  private String vm;
  private String uuid;
  private String storage;

  @BeforeMethod
  void twoSites() {
    setUp(2);
    inside(() -> {
      other = lab.install(2);
      var sr = client.text("SR.create", client.thisHost(), BLOCK, 0L, "hba", "", "lvmohba", "user", true, Values.map());
      storage = (String) client.get("SR", sr, "uuid");
      client.call("pool.set_default_SR", client.refs("pool.get_all").getFirst(), sr);
      client.call("SR.enable_database_replication", sr);
      vm = client.startVm("precious");
      lab.awaitAgent(client, vm);
      client.call("VM.snapshot", vm, "yesterday");
      uuid = (String) client.get("VM", vm, "uuid");
    });
  }

  /** Lose the first site and open its database at the second. */
  private XapiLab.Client open() {
    lab.host(1).power().set(Power.State.OFF);
    other.call("DR_task.create", "lvmohba", BLOCK, List.of(storage));
    return open(metadata());
  }

  private String metadata() {
    return other.refs("SR.get_VDIs", other.text("SR.get_by_uuid", storage)).stream().filter(one -> other.get("VDI", one, "type").equals("metadata")).findFirst().orElseThrow();
  }

  private XapiLab.Client open(String vdi) {
    return new XapiLab.Client(lab.host(2), other.text("VDI.open_database", vdi));
  }

  @Test
  public void aVmOfALostSiteStartsAtTheOtherWithItsIdentityAndItsSnapshots() {
    inside(() -> {
      var lost = open();
      var there = lost.text("VM.get_by_uuid", uuid);
      lost.call("VM.assert_can_be_recovered", there, other.session());
      lost.call("VM.recover", there, other.session(), false);
      var here = other.text("VM.get_by_uuid", uuid);
      assertThat(other.get("VM", here, "power_state")).isEqualTo("Halted");
      assertThat(other.refs("VM.get_snapshots", here)).hasSize(1);
      other.call("VM.start", here, false, false);
      lab.awaitAgent(other, here);
      assertThat(other.get("SR", other.text("SR.get_by_uuid", storage), "introduced_by")).as("a repository in use is no recovery's any more").isEqualTo(Refs.NULL);
    });
  }

  @Test
  public void whatRunsHereIsNotReplaced() {
    inside(() -> {
      var lost = open();
      var there = lost.text("VM.get_by_uuid", uuid);
      lost.call("VM.recover", there, other.session(), false);
      var here = other.text("VM.get_by_uuid", uuid);
      assertRefused(() -> lost.call("VM.recover", there, other.session(), false), "VM_TO_IMPORT_IS_NOT_NEWER_VERSION", here, "1", "0");
      other.call("VM.start", here, false, false);
      assertRefused(() -> lost.call("VM.recover", there, other.session(), false), "VM_BAD_POWER_STATE", here, "halted", "running");
      lost.call("VM.recover", there, other.session(), true);
      assertThat(other.get("VM", here, "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void anApplianceComesBackAsAWhole() {
    inside(() -> {
      var appliance = client.text("VM_appliance.create", Values.map("name_label", "shop", "name_description", ""));
      client.call("VM.set_appliance", vm, appliance);
      var lost = open();
      var there = lost.text("VM.get_by_uuid", uuid);
      assertRefused(() -> lost.call("VM.recover", there, other.session(), false), "VM_IS_PART_OF_AN_APPLIANCE", vm, appliance);
      lost.call("VM_appliance.recover", appliance, other.session(), false);
      assertThat(other.refs("VM_appliance.get_VMs", other.only("VM_appliance", "shop"))).containsExactly(other.text("VM.get_by_uuid", uuid));
      other.call("VM_appliance.start", other.only("VM_appliance", "shop"), false);
      assertThat(other.get("VM", other.text("VM.get_by_uuid", uuid), "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void withoutItsStorageAVmIsNotRecovered() {
    inside(() -> {
      var lost = open();
      var there = lost.text("VM.get_by_uuid", uuid);
      var sr = other.text("SR.get_by_uuid", storage);
      other.refs("SR.get_PBDs", sr).forEach(pbd -> other.call("PBD.unplug", pbd));
      assertRefused(() -> lost.call("VM.assert_can_be_recovered", there, other.session()), "VM_REQUIRES_SR", there, lost.text("SR.get_by_uuid", storage));
      other.refs("SR.get_VDIs", sr).forEach(vdi -> other.call("VDI.forget", vdi));
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> lost.call("VM.recover", there, other.session(), false))).hasMessageContaining("VDI_LOCATION_MISSING");
      assertRefused(() -> other.call("VM.get_by_uuid", uuid), "UUID_INVALID", "VM", uuid);
    });
  }

  @Test
  public void anOpenedDatabaseIsOnlyRead() {
    inside(() -> {
      var lost = open();
      assertThat(lost.refs("VM.get_by_name_label", "precious")).containsExactly(vm);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> lost.call("VM.set_name_label", vm, "mine"))).hasMessageContaining("RBAC_PERMISSION_DENIED");
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> lost.call("VM.start", vm, false, false))).hasMessageContaining("RBAC_PERMISSION_DENIED");
    });
  }

  @Test
  public void anOpenedDatabaseSaysWhatWasWrittenWhenItWasOpened() {
    inside(() -> {
      other.call("DR_task.create", "lvmohba", BLOCK, List.of(storage));
      var written = open(metadata());
      client.call("VM.set_name_label", vm, "renamed");
      client.call("VM.hard_shutdown", vm);
      client.call("VM.destroy", vm);
      assertThat(written.get("VM", written.text("VM.get_by_uuid", uuid), "name_label")).isEqualTo("precious");
      assertThat(written.refs("SR.get_VDIs", written.text("SR.get_by_uuid", storage))).isNotEmpty();
      assertThat(open(metadata()).refs("VM.get_by_name_label", "precious")).as("opened again").isEmpty();
    });
  }
}
