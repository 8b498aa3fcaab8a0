package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.Scope;
import dev.assay.xapi.XapiException;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Clusters, USB devices, recovery and updates: what newer releases have, as far as it can be told without what lies outside of the lab. */
public class ClusterTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUpWith("stockholm");
  }

  private String pool() {
    return client.refs("pool.get_all").getFirst();
  }

  @Test
  public void aClusterRunsOverAnInterfaceThatStays() {
    inside(() -> {
      var pif = client.text("host.get_management_interface", client.thisHost());
      var network = (String) client.get("PIF", pif, "network");
      assertRefused(() -> client.call("Cluster.pool_create", network, "corosync", 20.0, 1.0), "PIF_ALLOWS_UNPLUG", pif);
      client.call("PIF.set_disallow_unplug", pif, true);
      assertRefused(() -> client.call("Cluster.create", pif, "heartbeat", true, 20.0, 1.0), "INVALID_CLUSTER_STACK", "heartbeat");
      assertRefused(() -> client.call("Cluster.create", pif, "corosync", true, 0.5, 1.0), "INVALID_VALUE", "token_timeout", "0.5");
      var cluster = client.text("Cluster.pool_create", network, "corosync", 20.0, 1.0);
      assertThat(client.get("Cluster", cluster, "is_quorate")).isEqualTo(true);
      assertThat(client.text("Cluster.get_network", cluster)).isEqualTo(network);
      assertThat(client.refs("pool.get_allowed_operations", pool())).doesNotContain("cluster_create");
      assertRefused(() -> client.call("Cluster.create", pif, "corosync", true, 20.0, 1.0), "CLUSTER_ALREADY_EXISTS");
      var member = client.refs("Cluster.get_cluster_hosts", cluster).getFirst();
      assertRefused(() -> client.call("PIF.set_disallow_unplug", pif, false), "CLUSTERING_ENABLED", member);
      assertRefused(() -> client.call("Cluster_host.destroy", member), "CLUSTER_HOST_IS_LAST", client.thisHost());
      client.call("Cluster_host.disable", member);
      assertThat(client.get("Cluster", cluster, "is_quorate")).isEqualTo(false);
      client.call("PIF.set_disallow_unplug", pif, false);
      client.call("Cluster.pool_destroy", cluster);
      assertRefused(() -> client.call("Cluster_host.get_record", member), "HANDLE_INVALID", "Cluster_host", member);
      assertThat(client.refs("pool.get_allowed_operations", pool())).contains("cluster_create");
    });
  }

  @Test
  public void aUsbDeviceIsPromisedToOneVm() {
    inside(() -> {
      var group = client.text("USB_group.create", "sticks", "", Values.map());
      var vm = client.createVm("a");
      var usb = client.text("VUSB.create", vm, group, Values.map());
      assertRefused(() -> client.call("VUSB.create", vm, group, Values.map()), "USB_GROUP_CONFLICT", group);
      assertRefused(() -> client.call("USB_group.destroy", group), "USB_GROUP_CONTAINS_VUSB", usb);
      assertRefused(() -> client.call("VM.snapshot", vm, "s", List.of()), "VM_HAS_VUSBS", vm);
      assertRefused(() -> client.call("VM.start_on", vm, client.thisHost(), false, false), "VM_REQUIRES_VUSB", vm, group);
      client.call("VUSB.destroy", usb);
      client.call("USB_group.destroy", group);
      client.call("VM.start", vm, false, false);
    });
  }

  @Test
  public void recoveryIntroducesWhatLiesOnBlockStorage() {
    inside(() -> {
      var config = Values.map("server", "filer", "serverpath", "/vol1");
      assertRefused(() -> client.call("DR_task.create", "nfs", config, List.of()), "OPERATION_NOT_ALLOWED", "Disaster recovery not supported on SRs of type nfs");
      var block = Values.map("SCSIid", "360002");
      var sr = client.text("SR.create", client.thisHost(), block, 0L, "hba", "", "lvmohba", "user", true, Values.map());
      var uuid = (String) client.get("SR", sr, "uuid");
      client.call("PBD.unplug", client.refs("SR.get_PBDs", sr).getFirst());
      client.call("SR.forget", sr);
      var task = client.text("DR_task.create", "lvmohba", block, List.of(uuid));
      var introduced = client.refs("DR_task.get_introduced_SRs", task).getFirst();
      assertThat(client.get("SR", introduced, "uuid")).isEqualTo(uuid);
      client.call("DR_task.destroy", task);
      assertRefused(() -> client.call("SR.get_by_uuid", uuid), "UUID_INVALID", "SR", uuid);
    });
  }

  @Test
  public void recoveryThatCannotAttachItsStorageLeavesNothingBehind() {
    inside(() -> {
      var near = Values.map("SCSIid", "360002");
      var sr = client.text("SR.create", client.thisHost(), near, 0L, "hba", "", "lvmohba", "user", true, Values.map());
      var uuid = (String) client.get("SR", sr, "uuid");
      client.call("PBD.unplug", client.refs("SR.get_PBDs", sr).getFirst());
      client.call("SR.forget", sr);
      int before = client.refs("SR.get_all").size();
      var loss = lab.lab.faults().inject(new Scope.Host(XapiLab.id(1)), new Fault.StorageLoss());
      assertThatThrownBy(() -> client.text("DR_task.create", "lvmohba", near, List.of(uuid))).isInstanceOf(XapiException.class);
      lab.lab.faults().recover(loss);
      assertThat(client.refs("SR.get_all")).hasSize(before);
      assertThat(client.refs("DR_task.get_all")).isEmpty();
      assertThat(client.text("DR_task.create", "lvmohba", near, List.of(uuid))).isNotEmpty();
    });
  }

  @Test
  public void updatesNeedARepository() {
    inside(() -> {
      assertRefused(() -> client.call("pool.sync_updates", pool(), false, "", "", "", ""), "NO_REPOSITORY_ENABLED");
      assertRefused(() -> client.call("host.apply_updates", client.thisHost(), ""), "NO_REPOSITORY_ENABLED");
      client.call("pool.reset_telemetry_uuid", pool());
      assertThat((String) client.get("pool", pool(), "telemetry_uuid")).isNotEqualTo(Refs.NULL);
      assertRefused(() -> client.call("pool.crl_uninstall", "old.pem"), "CRL_DOES_NOT_EXIST", "old.pem");
      client.call("pool.disable_ssh", pool());
      assertThat(client.get("host", client.thisHost(), "ssh_enabled")).isEqualTo(false);
    });
  }
}
