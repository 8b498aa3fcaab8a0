package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.lab.Power;
import dev.assay.xapi.wire.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class PoolTests extends XapiFixture {

  private XapiLab.Client second;

  @BeforeMethod
  void installTwoHosts() {
    setUp(2);
    second = lab.time.run("install", () -> lab.install(2));
  }

  private void join() {
    second.call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
  }

  private String hostNamed(int number) {
    return client.only("host", XapiLab.id(number).value());
  }

  private String sharedVm(String name) {
    var sr = client.refs("SR.get_by_name_label", "nfs").stream().findFirst().orElseGet(() -> client.createNfs("nfs", "/vol1"));
    client.call("pool.set_default_SR", client.refs("pool.get_all").getFirst(), sr);
    client.call("pool.set_suspend_image_SR", client.refs("pool.get_all").getFirst(), sr);
    return client.createVm(name);
  }

  @Test
  public void aGuestStandsStillWhileTheLastOfItsMemoryMoves() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var address = (String) client.map("VM_guest_metrics.get_networks", client.text("VM.get_guest_metrics", vm)).firstEntry().getValue();
      lab.time.sleep(java.time.Duration.ofMinutes(2));
      var moving = lab.time.fork("migration", () -> client.call("VM.pool_migrate", vm, client.thisHost(), Values.map()));
      int silent = 0;
      int asked = 0;
      while (!moving.isDone()) {
        silent += lab.lab.guestAnswers(address) ? 0 : 1;
        asked++;
        lab.time.sleep(java.time.Duration.ofMillis(100));
      }
      assertThat(silent).as("lost of " + asked + " pings, one every tenth of a second").isBetween(2, 10);
      assertThat(lab.lab.guestAnswers(address)).isTrue();
    });
  }

  @Test
  public void aJoinedHostIsASlaveThatNamesItsMaster() {
    inside(() -> {
      join();
      assertThat(client.refs("host.get_all")).hasSize(2);
      assertRefused(() -> lab.login(2), "HOST_IS_SLAVE", XapiLab.address(1));
      assertThat(client.get("host", hostNamed(2), "enabled")).isEqualTo(true);
    });
  }

  @Test
  public void aHostAnswersForItsOwnMetricsAndForTheVmsThatAreOnIt() {
    inside(() -> {
      join();
      var vm = sharedVm("a");
      client.call("VM.start_on", vm, hostNamed(1), false, false);
      lab.awaitAgent(client, vm);
      var ofVm = ":vm:" + client.get("VM", vm, "uuid") + ":memory";
      metrics(1);
      lab.time.sleep(Duration.ofMinutes(2));
      assertThat(metrics(1)).contains(ofVm).contains(":host:" + client.get("host", hostNamed(1), "uuid")).doesNotContain((String) client.get("host", hostNamed(2), "uuid"));
      assertThat(metrics(2)).doesNotContain(ofVm).contains(":host:" + client.get("host", hostNamed(2), "uuid")).doesNotContain((String) client.get("host", hostNamed(1), "uuid"));
      client.call("VM.pool_migrate", vm, hostNamed(2), Values.map());
      lab.time.sleep(Duration.ofSeconds(10));
      assertThat(metrics(1)).doesNotContain(ofVm);
      assertThat(memoryReadings(metrics(2), ofVm)).as("what was recorded on the other host came along").isGreaterThan(10);
    });
  }

  private String metrics(int host) {
    var query = new LinkedHashMap<>(Map.of("session_id", client.session(), "start", "-300", "host", "true", "json", "true"));
    try (var stream = lab.host(host).http().get("/rrd_updates", query)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Count the rows of a page that have a value in this column. */
  private static long memoryReadings(String page, String column) {
    var sheet = (Map<?, ?>) JsonTree.read("metrics", page.getBytes(StandardCharsets.UTF_8));
    var legend = (List<?>) ((Map<?, ?>) sheet.get("meta")).get("legend");
    int index = legend.indexOf("AVERAGE" + column);
    return ((List<?>) sheet.get("data")).stream().filter(row -> !"NaN".equals(((List<?>) ((Map<?, ?>) row).get("values")).get(index))).count();
  }

  @Test
  public void aJoinedHostSeesTheSharedStorage() {
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      join();
      assertThat(client.refs("SR.get_PBDs", sr)).hasSize(2).allSatisfy(pbd -> assertThat(client.get("PBD", pbd, "currently_attached")).isEqualTo(true));
    });
  }

  @Test
  public void aHostWithSharedStorageDoesNotJoin() {
    inside(() -> {
      second.createNfs("nfs", "/vol1");
      assertRefused(this::join, "JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS");
    });
  }

  @Test
  public void aHostWithRunningVmsDoesNotJoin() {
    inside(() -> {
      second.startVm("a");
      assertRefused(this::join, "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS");
    });
  }

  @Test
  public void aJoiningHostTakesItsVmsAlong() {
    inside(() -> {
      var halted = second.createVm("a");
      var suspended = second.startVm("b");
      lab.awaitAgent(second, suspended);
      second.call("VM.suspend", suspended);
      var snapshot = (String) second.get("VM", second.text("VM.snapshot", halted, "a0"), "uuid");
      var names = List.of((String) second.get("VM", halted, "uuid"), (String) second.get("VM", suspended, "uuid"));
      join();
      for (var name : names) {
        var vm = client.text("VM.get_by_uuid", name);
        client.call("VM." + (client.get("VM", vm, "power_state").equals("Suspended") ? "resume" : "start"), vm, false, false);
        assertThat(client.get("VM", vm, "resident_on")).as("where its disk is").isEqualTo(hostNamed(2));
      }
      assertThat(client.refs("VM.get_snapshots", client.text("VM.get_by_uuid", names.getFirst()))).containsExactly(client.text("VM.get_by_uuid", snapshot));
      assertThat(client.refs("VM.get_VIFs", client.text("VM.get_by_uuid", names.getFirst()))).hasSize(1);
    });
  }

  @Test
  public void aJoiningHostBringsWhatTheProductBringsBesideVms() {
    lab = new XapiLab(1, 2);
    inside(() -> {
      lab.install(1, "stockholm");
      lab.install(2, "stockholm");
      client = lab.login(1);
      second = lab.login(2);
      var secret = (String) second.get("secret", second.text("secret.create", Values.map("value", "hush", "other_config", Values.map())), "uuid");
      var site = second.text("PVS_site.introduce", "floor", "", "3f1c");
      second.call("PVS_server.introduce", List.of("10.0.9.1"), 6910L, 6930L, site);
      var vm = second.createVm("a");
      second.call("VM.set_appliance", vm, second.text("VM_appliance.create", Values.map("name_label", "both", "name_description", "")));
      var uuid = (String) second.get("VM", vm, "uuid");
      join();
      assertThat(client.get("secret", client.text("secret.get_by_uuid", secret), "value")).isEqualTo("hush");
      assertThat(client.get("PVS_server", client.refs("PVS_server.get_all").getFirst(), "site")).isEqualTo(client.refs("PVS_site.get_all").getFirst());
      assertThat(client.map("VM.get_record", client.text("VM.get_by_uuid", uuid))).containsEntry("appliance", Refs.NULL).containsEntry("version", 1L);
      assertThat(client.refs("VM_appliance.get_all")).isEmpty();
    });
  }

  @Test
  public void aVmKeepsItsGraphicsWhenItsHostJoins() {
    lab = XapiLab.withAdapters(1, 2);
    inside(() -> {
      client = lab.install(1);
      second = lab.install(2);
      var vm = second.createVm("a");
      second.call("VGPU.create", vm, second.refs("GPU_group.get_all").getFirst(), "0", Values.map(), second.refs("VGPU_type.get_all").getFirst());
      var uuid = (String) second.get("VM", vm, "uuid");
      join();
      var moved = client.text("VM.get_by_uuid", uuid);
      assertThat(client.refs("VGPU.get_all")).hasSize(1);
      assertThat(client.get("VGPU", client.refs("VM.get_VGPUs", moved).getFirst(), "GPU_group")).isEqualTo(client.refs("GPU_group.get_all").getFirst());
    });
  }

  @Test
  public void aJoiningHostsPrivateNetworksKeepApartFromThePools() {
    inside(() -> {
      client.call("network.create", Values.map("name_label", "ours", "MTU", 1500L, "other_config", Values.map()));
      second.call("network.create", Values.map("name_label", "theirs", "MTU", 1500L, "other_config", Values.map()));
      join();
      assertThat(client.get("network", client.only("network", "theirs"), "bridge")).isNotEqualTo(client.get("network", client.only("network", "ours"), "bridge"));
    });
  }

  @Test
  public void aHostWithAnotherReleaseDoesNotJoin() {
    inside(() -> {
      lab.install(2, "dundee");
      second = lab.login(2);
      assertRefused(this::join, "HOSTS_NOT_COMPATIBLE");
    });
  }

  @Test
  public void aWrongMasterPasswordIsRefused() {
    inside(() -> assertRefused(
        () -> second.call("pool.join", XapiLab.address(1), "root", "guess"), "SESSION_AUTHENTICATION_FAILED", "root", "Authentication failure"));
  }

  @Test
  public void anEjectedHostIsAPoolOfItsOwnAgain() {
    inside(() -> {
      join();
      client.call("pool.eject", hostNamed(2));
      assertThat(client.refs("host.get_all")).hasSize(1);
      lab.time.sleep(Duration.ofSeconds(30));
      lab.awaitUp(2);
      assertThat(lab.login(2).refs("host.get_all")).hasSize(1);
    });
  }

  @Test
  public void theMasterIsNotEjected() {
    inside(() -> {
      join();
      assertRefused(() -> client.call("pool.eject", hostNamed(1)), "INTERNAL_ERROR", "Xapi_pool.Cannot_eject_master");
    });
  }

  @Test
  public void aVmMovesToAnotherHostAndKeepsRunning() {
    inside(() -> {
      join();
      var vm = sharedVm("a");
      client.call("VM.start_on", vm, hostNamed(1), false, false);
      lab.awaitAgent(client, vm);
      client.call("VM.pool_migrate", vm, hostNamed(2), Values.map("live", "true"));
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(hostNamed(2));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      client.call("VM.clean_shutdown", vm);
    });
  }

  @Test
  public void aVmOnLocalStorageStays() {
    inside(() -> {
      join();
      var vm = client.createVm("a");
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      var sr = (String) client.get("VDI", (String) client.get("VBD", client.refs("VM.get_VBDs", vm).getFirst(), "VDI"), "SR");
      assertRefused(() -> client.call("VM.pool_migrate", vm, hostNamed(2), Values.map()), "VM_REQUIRES_SR", vm, sr);
    });
  }

  @Test
  public void storageMotionTakesTheDiskAlong() {
    inside(() -> {
      join();
      var vm = client.createVm("a");
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      var vdi = (String) client.get("VBD", client.refs("VM.get_VBDs", vm).getFirst(), "VDI");
      var destination = client.refs("SR.get_by_name_label", "Local storage").stream().filter(sr -> !client.get("VDI", vdi, "SR").equals(sr)).findFirst().orElseThrow();
      var token = client.map("host.migrate_receive", hostNamed(2), client.refs("network.get_all").getFirst(), Values.map());
      var moved = client.text("VM.migrate_send", vm, token, true, Values.map(vdi, destination), Values.map(), Values.map());
      assertThat(moved).isEqualTo(vm);
      assertThat(client.get("VM", vm, "resident_on")).isEqualTo(hostNamed(2));
      assertThat(client.refs("SR.get_VDIs", destination)).hasSize(1);
    });
  }

  @Test
  public void aVmMovesToAnotherPoolWithItsIdentity() {
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VM.start", vm, false, false);
      lab.awaitAgent(client, vm);
      var uuid = (String) client.get("VM", vm, "uuid");
      var vdi = (String) client.get("VBD", client.refs("VM.get_VBDs", vm).getFirst(), "VDI");
      var token = second.map("host.migrate_receive", second.thisHost(), second.refs("network.get_all").getFirst(), Values.map());
      client.call("VM.migrate_send", vm, token, true, Values.map(vdi, second.only("SR", "Local storage")), Values.map(), Values.map());
      assertRefused(() -> client.call("VM.get_by_uuid", uuid), "UUID_INVALID", "VM", uuid);
      assertThat(second.get("VM", second.text("VM.get_by_uuid", uuid), "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void anEvacuatedHostHasNoVmsLeft() {
    inside(() -> {
      join();
      for (var name : List.of("a", "b")) {
        var vm = sharedVm(name);
        client.call("VM.start_on", vm, hostNamed(2), false, false);
        lab.awaitAgent(client, vm);
      }
      client.call("host.disable", hostNamed(2));
      client.call("host.evacuate", hostNamed(2));
      assertThat(client.refs("host.get_resident_VMs", hostNamed(2))).hasSize(1);
    });
  }

  @Test
  public void anEvacuationOfANewReleaseMovesVmsSideBySide() {
    inside(() -> {
      lab.install(1, "stockholm");
      lab.install(2, "stockholm");
      client = lab.login(1);
      second = lab.login(2);
      join();
      for (var name : List.of("a", "b", "c")) {
        var vm = sharedVm(name);
        client.call("VM.start_on", vm, hostNamed(2), false, false);
        lab.awaitAgent(client, vm);
      }
      var together = lab.time.fork("evacuation", () -> client.call("host.evacuate", hostNamed(2), Refs.NULL, 2L));
      int most = 0;
      while (!together.isDone()) {
        most = Math.max(most, client.refs("VM.get_all").stream().filter(vm -> client.map("VM.get_current_operations", vm).containsValue("pool_migrate")).toList().size());
        lab.time.sleep(Duration.ofMillis(100));
      }
      together.join();
      assertThat(most).as("moving at once").isEqualTo(2);
      assertThat(client.refs("host.get_resident_VMs", hostNamed(2))).hasSize(1);
    });
  }

  @Test
  public void aDisabledHostTakesNoVms() {
    inside(() -> {
      client.call("host.disable", client.thisHost());
      var vm = client.createVm("a");
      assertRefused(() -> client.call("VM.start_on", vm, client.thisHost(), false, false), "HOST_DISABLED", client.thisHost());
    });
  }

  @Test
  public void whatIsDecidedOfDom0sDevicesHoldsFromTheNextBoot() {
    inside(() -> {
      lab.install(1, "stockholm");
      client = lab.login(1);
      var card = client.refs("PCI.get_all").getFirst();
      assertThat(client.text("PCI.get_dom0_access_status", card)).isEqualTo("enabled");
      assertThat(client.text("PCI.disable_dom0_access", card)).isEqualTo("disable_on_reboot");
      assertThat(client.text("PCI.enable_dom0_access", card)).isEqualTo("enabled");
      assertThat(client.text("host.disable_display", client.thisHost())).isEqualTo("disable_on_reboot");
      client.call("PCI.disable_dom0_access", card);
      client.call("host.disable", client.thisHost());
      client.call("host.reboot", client.thisHost());
      lab.time.sleep(Duration.ofSeconds(30));
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.text("PCI.get_dom0_access_status", card)).isEqualTo("disabled");
      assertThat(client.text("PCI.enable_dom0_access", card)).isEqualTo("enable_on_reboot");
      assertThat(client.get("host", client.thisHost(), "display")).isEqualTo("disabled");
    });
  }

  @Test
  public void aRestartedAgentLeavesVmsRunning() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      client.call("host.restart_agent", client.thisHost());
      lab.time.sleep(Duration.ofSeconds(2));
      assertThatThrownBy(() -> client.refs("VM.get_all")).hasMessageContaining("refused");
      lab.awaitUp(1);
      assertThat(lab.login(1).get("VM", vm, "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void aHostRebootsOnlyWhenDisabled() {
    inside(() -> {
      assertRefused(() -> client.call("host.reboot", client.thisHost()), "HOST_NOT_DISABLED");
      client.call("host.disable", client.thisHost());
      client.call("host.reboot", client.thisHost());
      lab.time.sleep(Duration.ofSeconds(30));
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.get("host", client.thisHost(), "enabled")).isEqualTo(true);
    });
  }

  @Test
  public void vmsOfAHostThatLostPowerAreHaltedOnceItIsBack() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.host(1).power().set(Power.State.OFF);
      lab.host(1).power().set(Power.State.ON);
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
      client.call("VM.start", vm, false, false);
    });
  }

  @Test
  public void aSlaveTakesOverFromADeadMaster() {
    inside(() -> {
      join();
      lab.host(1).power().set(Power.State.OFF);
      takeOver();
      var master = lab.login(2);
      assertThat(master.get("pool", master.refs("pool.get_all").getFirst(), "master")).isEqualTo(master.only("host", XapiLab.id(2).value()));
    });
  }

  @Test
  public void aSlaveThatIsUpBeforeItsMasterHaltsWhatRanOnItOnceTheMasterIsBack() {
    inside(() -> {
      join();
      var vm = sharedVm("a");
      client.call("VM.start_on", vm, hostNamed(2), false, false);
      loseAllPower();
      bootWithoutMaster();
      assertThat(awaitMaster().get("VM", vm, "power_state")).isEqualTo("Halted");
    });
  }

  @Test
  public void aSlaveThatLosesPowerWhileItWaitsForItsMasterIsEnabledOnce() {
    inside(() -> {
      join();
      loseAllPower();
      bootWithoutMaster();
      lab.host(2).power().set(Power.State.OFF);
      bootWithoutMaster();
      awaitMaster();
    });
    assertThat(enabled()).isOne();
  }

  @Test
  public void aWaitingSlaveThatTakesOverIsEnabledOnce() {
    inside(() -> {
      join();
      loseAllPower();
      bootWithoutMaster();
      takeOver();
      lab.time.sleep(Duration.ofMinutes(1));
    });
    assertThat(enabled()).isOne();
  }

  private void takeOver() {
    var local = new XapiLab.Client(lab.host(2), (String) lab.host(2).xapi().call("session.slave_local_login_with_password", List.of("root", XapiLab.PASSWORD)));
    local.call("pool.emergency_transition_to_master");
  }

  private void loseAllPower() {
    lab.host(1).power().set(Power.State.OFF);
    lab.host(2).power().set(Power.State.OFF);
    lab.events.clear();
  }

  private void bootWithoutMaster() {
    lab.host(2).power().set(Power.State.ON);
    lab.awaitUp(2);
  }

  private XapiLab.Client awaitMaster() {
    lab.host(1).power().set(Power.State.ON);
    lab.awaitUp(1);
    lab.time.sleep(Duration.ofMinutes(1));
    return lab.login(1);
  }

  /** Count how often the second host was enabled since all lost power. */
  private long enabled() {
    return lab.events.stream().filter(event -> event.kind().equals("xapi.host.enabled") && event.subject().equals(XapiLab.id(2).value())).count();
  }

  @Test
  public void anotherMasterIsDesignated() {
    inside(() -> {
      join();
      client.call("pool.designate_new_master", hostNamed(2));
      assertRefused(() -> lab.login(1), "HOST_IS_SLAVE", XapiLab.address(2));
      assertThat(lab.login(2).refs("host.get_all")).hasSize(2);
    });
  }

  @Test
  public void nobodyElseIsDesignatedWhileAHostDoesNotAnswer() {
    lab = new XapiLab(1, 3);
    inside(() -> {
      client = lab.install(1);
      second = lab.install(2);
      join();
      lab.install(3).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
      lab.time.sleep(Duration.ofMinutes(1));
      lab.host(3).power().set(Power.State.OFF);
      assertRefused(() -> client.call("pool.designate_new_master", hostNamed(2)), "HOST_OFFLINE", hostNamed(3));
      assertRefused(() -> client.call("pool.sync_database"), "HOST_OFFLINE", hostNamed(3));
      assertThat(client.refs("host.get_all")).hasSize(3);
    });
  }

  @Test
  public void aSilentSlaveIsNotLiveAfterTenMinutes() {
    inside(() -> {
      join();
      var metrics = (String) client.get("host", hostNamed(2), "metrics");
      lab.host(2).power().set(Power.State.OFF);
      assertRefused(() -> client.call("VM.start_on", client.createVm("b"), hostNamed(2), false, false), "CANNOT_CONTACT_HOST", hostNamed(2));
      lab.time.sleep(Duration.ofMinutes(11));
      assertThat(client.get("host_metrics", metrics, "live")).isEqualTo(false);
      assertRefused(() -> client.call("VM.start_on", client.createVm("a"), hostNamed(2), false, false), "HOST_NOT_LIVE");
    });
  }
}
