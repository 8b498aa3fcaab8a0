package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What snapshots, templates, control domains and VMs that cannot move allow, and which code refuses the rest. */
public class VmRuleTests extends XapiFixture {

  @BeforeMethod
  void install() {
    setUpWith("stockholm");
  }

  private List<String> allowed(String vm) {
    return client.refs("VM.get_allowed_operations", vm);
  }

  @Test
  public void aSuspendedVmIsClonedOnlyWhereThePoolSaysSo() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      client.call("VM.suspend", vm);
      assertRefused(() -> client.call("VM.clone", vm, "b"), "VM_BAD_POWER_STATE", vm, "halted", "suspended");
      client.call("pool.add_to_other_config", client.refs("pool.get_all").getFirst(), "allow_clone_suspended_vm", "true");
      var clone = client.text("VM.clone", vm, "b");
      assertThat(client.get("VM", clone, "power_state")).isEqualTo("Suspended");
    });
  }

  @Test
  public void aCheckpointIsASnapshotBeforeItIsATemplate() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var checkpoint = client.text("VM.checkpoint", vm, "c");
      assertThat(allowed(checkpoint)).containsExactlyInAnyOrder("clone", "copy", "export", "metadata_export", "destroy", "revert", "hard_shutdown");
      var snapshot = client.text("VM.snapshot", vm, "s");
      assertRefused(() -> client.call("VM.resume", checkpoint, false, false), "VM_IS_SNAPSHOT", checkpoint, "resume");
      assertRefused(() -> client.call("VM.provision", snapshot), "VM_IS_SNAPSHOT", snapshot, "provision");
    });
  }

  @Test
  public void aVmThatIsGoneComesBackFromItsSnapshotAsWhoItWas() {
    inside(() -> {
      var vm = client.createVm("a");
      var uuid = client.get("VM", vm, "uuid");
      var mac = client.get("VIF", client.refs("VM.get_VIFs", vm).getFirst(), "MAC");
      var snapshot = client.text("VM.snapshot", vm, "s");
      var other = client.text("VM.snapshot", vm, "t");
      client.call("VM.destroy", vm);
      client.call("VM.revert", snapshot);
      var back = client.text("VM.get_by_uuid", uuid);
      assertThat(client.get("VM", back, "name_label")).isEqualTo("a");
      assertThat(client.refs("VM.get_snapshots", back)).containsExactlyInAnyOrder(snapshot, other);
      assertThat(client.get("VIF", client.refs("VM.get_VIFs", back).getFirst(), "MAC")).isEqualTo(mac);
      client.call("VM.start", back, false, false);
      lab.awaitAgent(client, back);
    });
  }

  @Test
  public void whatIsNoSnapshotIsNotRevertedTo() {
    inside(() -> {
      var vm = client.createVm("a");
      assertRefused(() -> client.call("VM.revert", vm), "VM_REVERT_FAILED", vm, Refs.NULL);
    });
  }

  @Test
  public void aVmThatIsBoundToItsHostDoesNotMove() {
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VM.add_to_platform", vm, "nomigrate", "true");
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      assertThat(allowed(vm)).contains("clean_shutdown").doesNotContain("suspend", "checkpoint", "pool_migrate", "migrate_send");
      assertRefused(() -> client.call("VM.suspend", vm), "VM_IS_IMMOBILE", vm);
    });
  }

  @Test
  public void aControlDomainIsNotDestroyed() {
    inside(() -> {
      var domain = (String) client.get("host", client.thisHost(), "control_domain");
      assertRefused(() -> client.call("VM.clean_shutdown", domain), "OPERATION_NOT_ALLOWED", "This operation is not allowed on a control domain");
      assertRefused(() -> client.call("VM.set_VCPUs_max", domain, 4L), "OPERATION_NOT_ALLOWED", "This operation is not allowed on dom0");
    });
  }

  @Test
  public void aCloneIsAVmOfItsOwn() {
    inside(() -> {
      var template = client.createVm("gold");
      client.call("VM.set_is_a_template", template, true);
      assertThat(allowed(template)).contains("destroy", "migrate_send", "clone").doesNotContain("start");
      var clone = client.text("VM.clone", template, "a");
      var config = client.map("VM.get_other_config", clone);
      assertThat(config).containsEntry("base_template_name", "Debian Bookworm 12").containsKey("mac_seed").doesNotContainKey("default_template");
      assertThat(config.get("mac_seed")).isNotEqualTo(client.map("VM.get_other_config", client.text("VM.clone", template, "b")).get("mac_seed"));
      client.call("VM.set_is_a_template", clone, false);
      assertRefused(() -> client.call("VM.provision", clone), "PROVISION_ONLY_ALLOWED_ON_TEMPLATE");
      var disks = client.refs("VM.get_VBDs", clone).stream().filter(vbd -> client.get("VBD", vbd, "type").equals("Disk"));
      assertThat(disks).isNotEmpty().allSatisfy(vbd -> assertThat(client.map("VBD.get_other_config", vbd)).containsKey("owner"));
    });
  }

  /** The expected addresses were computed apart, from the product's own recipe. */
  @Test
  public void anAddressFollowsFromTheSeedAndTheInterfacesPlace() {
    assertThat(MacAddress.of("7d5f0b0e-0a0c-4c5e-9d3a-1f2e3d4c5b6a", 0)).isEqualTo("2e:24:e2:be:90:9b");
    assertThat(MacAddress.of("7d5f0b0e-0a0c-4c5e-9d3a-1f2e3d4c5b6a", 3)).isEqualTo("12:70:71:c2:f8:68");
  }

  @Test
  public void aCloneHasAddressesOfItsOwnAndASnapshotTheVms() {
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VIF.create", Values.map("VM", vm, "network", client.refs("network.get_all").getFirst(), "device", "1", "MAC", "02:00:00:00:00:07", "MTU", 1500L,
          "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
      assertThat(addresses(client.text("VM.snapshot", vm, "s"))).isEqualTo(addresses(vm)).contains("02:00:00:00:00:07");
      assertThat(addresses(client.text("VM.clone", vm, "b"))).hasSize(2).doesNotContainAnyElementsOf(addresses(vm));
    });
  }

  private List<Object> addresses(String vm) {
    return client.refs("VM.get_VIFs", vm).stream().map(vif -> client.get("VIF", vif, "MAC")).sorted().toList();
  }

  @Test
  public void whatAnAgentSaidStandsUntilTheNextStart() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var said = client.text("VM.get_guest_metrics", vm);
      client.call("VM.hard_shutdown", vm);
      assertThat(client.text("VM.get_guest_metrics", vm)).isEqualTo(said);
      var clone = client.text("VM.clone", vm, "b");
      var copied = client.text("VM.get_guest_metrics", clone);
      assertThat(client.map("VM_guest_metrics.get_networks", copied)).isEqualTo(client.map("VM_guest_metrics.get_networks", said)).isNotEmpty();
      client.call("VM.start", vm, false, false);
      assertThat(client.text("VM.get_guest_metrics", vm)).isEqualTo(Refs.NULL);
      assertRefused(() -> client.call("VM_guest_metrics.get_record", said), "HANDLE_INVALID", "VM_guest_metrics", said);
      lab.awaitAgent(client, vm);
    });
  }

  @Test
  public void aTaskThatFailedSaysWhere() {
    inside(() -> {
      var vm = client.createVm("a");
      var task = client.text("Async.VM.unpause", vm);
      lab.time.sleep(Duration.ofSeconds(5));
      assertThat(client.get("task", task, "status")).isEqualTo("failure");
      assertThat((String) client.get("task", task, "backtrace")).startsWith("(((process xapi)");
    });
  }
}
