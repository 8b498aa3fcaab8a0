package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.run.HistoryEvent;
import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.FaultInjector;
import dev.assay.simulator.fault.PlannedFault;
import dev.assay.simulator.fault.PlannedFault.When;
import dev.assay.simulator.fault.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Each fault does what it says to hosts that run a toolstack, and its recovery takes it back. */
public class FaultTests extends XapiFixture {

  private static final Scope HOST = new Scope.Host(XapiLab.id(1));

  @BeforeMethod
  public void install() {
    setUp(2);
  }

  private FaultInjector faults() {
    return lab.lab.faults();
  }

  private Object ask() {
    return client.refs("VM.get_all");
  }

  private List<String> kinds() {
    return lab.events.stream().map(HistoryEvent::kind).filter(kind -> kind.startsWith("fault.")).toList();
  }

  private void joined() {
    lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
    lab.time.sleep(Duration.ofMinutes(1));
  }

  @Test
  public void powerLossTakesAHostDownUntilItsRecovery() {
    inside(() -> {
      var outage = faults().inject(HOST, new Fault.PowerLoss());
      assertThatThrownBy(this::ask).isInstanceOf(AssayException.Lab.class);
      assertThat(lab.host(1).power().state()).isEqualTo(Power.State.OFF);
      faults().recover(outage);
      faults().recover(outage);
      lab.awaitUp(1);
      assertThat(kinds()).containsExactly("fault.injected", "fault.recovered");
      assertThat(faults().active()).isEmpty();
    });
  }

  @Test
  public void aPanicStandsStillWithThePowerOn() {
    inside(() -> {
      var panic = faults().inject(HOST, new Fault.KernelPanic());
      lab.time.sleep(Duration.ofHours(1));
      assertThat(lab.host(1).power().state()).isEqualTo(Power.State.ON);
      assertThat(lab.host(1).console()).endsWith("Kernel panic - not syncing: Fatal exception in interrupt\n");
      assertThat(lab.host(1).answersLogin()).isFalse();
      faults().recover(panic);
      lab.awaitUp(1);
    });
  }

  @Test
  public void aPartitionCutsAHostOffButForThoseCutOffWithIt() {
    inside(() -> {
      joined();
      var slave = client.only("host", XapiLab.id(2).value());
      var cut = faults().inject(new Scope.Host(XapiLab.id(2)), new Fault.NetworkPartition());
      assertThatThrownBy(() -> lab.host(2).shell("root", XapiLab.PASSWORD)).hasMessageContaining("no route to host");
      assertRefused(() -> client.call("host.get_data_sources", slave), "HOST_OFFLINE", slave);
      faults().recover(cut);
      assertThat(client.call("host.get_data_sources", slave)).isNotNull();
      faults().inject(new Scope.Pool(XapiLab.id(2)), new Fault.NetworkPartition());
      assertThat(faults().active().getFirst().hosts()).containsExactly(XapiLab.id(1), XapiLab.id(2));
      assertThatThrownBy(this::ask).hasMessageContaining("no route to host");
    });
  }

  @Test
  public void lostPacketsDelayCalls() {
    inside(() -> {
      faults().inject(HOST, new Fault.PacketLoss(0.2));
      var begun = lab.time.now();
      for (int i = 0; i < 20; i++) {
        ask();
      }
      assertThat(lab.time.since(begun)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(2));
      faults().inject(HOST, new Fault.PacketLoss(0.99));
      assertThatThrownBy(this::ask).hasMessageContaining("connection timed out");
    });
  }

  @Test
  public void slowStorageSlowsDownAndLostStorageStops() {
    inside(() -> {
      double usual = copySeconds();
      var slow = faults().inject(new Scope.Storage("nfs1"), new Fault.StorageSlow(20_000));
      assertThat(copySeconds()).isGreaterThan(3 * usual);
      faults().recover(slow);
      var lost = faults().inject(HOST, new Fault.StorageLoss());
      var copy = lab.time.fork("copy", this::copySeconds);
      assertThat(copy.endedWithin(Duration.ofHours(1))).isFalse();
      assertThatThrownBy(() -> client.createNfs("late", "/vol2")).isInstanceOf(AssayException.class);
      faults().recover(lost);
      assertThat(copy.endedWithin(Duration.ofMinutes(5))).isTrue();
    });
  }

  @Test
  public void hostsOwnPacketFilterCutsItOffFromStorageUntilTheRuleIsGone() {
    inside(() -> {
      copySeconds();
      filter("-I");
      var copy = lab.time.fork("copy", this::copySeconds);
      assertThat(copy.endedWithin(Duration.ofHours(1))).isFalse();
      assertThatThrownBy(() -> client.createNfs("late", "/vol2")).isInstanceOf(AssayException.class);
      filter("-D");
      assertThat(copy.endedWithin(Duration.ofMinutes(5))).isTrue();
      assertThat(client.createNfs("late", "/vol2")).isNotEmpty();
    });
  }

  private void filter(String action) {
    try (var shell = lab.host(1).shell("root", XapiLab.PASSWORD)) {
      for (var address : List.of("filer", "10.9.0.1", "10.9.0.2,10.9.0.3", "array")) {
        assertThat(shell.run(Duration.ofMinutes(1), List.of("iptables", action, "OUTPUT", "-d", address, "-j", "DROP")).status()).isZero();
      }
      assertThat(shell.run(Duration.ofMinutes(1), List.of("iptables", "-D", "OUTPUT", "-d", "10.9.9.9", "-j", "DROP")).status()).isOne();
      assertThat(shell.run(Duration.ofMinutes(1), List.of("iptables", "-L")).status()).isEqualTo(2);
    }
  }

  private double copySeconds() {
    var begun = lab.time.now();
    lab.copyInstalledDisk(client);
    return lab.time.since(begun).toMillis() / 1000.0;
  }

  @Test
  public void aRestartedToolstackComesBackAndItsVmsRunOn() {
    inside(() -> {
      var vm = client.startVm("a");
      faults().inject(HOST, new Fault.ToolstackRestart());
      lab.time.sleep(Duration.ofSeconds(1));
      assertThatThrownBy(this::ask).hasMessageContaining("connection refused");
      lab.awaitUp(1);
      assertThat(lab.login(1).get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(faults().active()).isEmpty();
    });
  }

  @Test
  public void aHangingToolstackAnswersAfterItsRecovery() {
    inside(() -> {
      var hang = faults().inject(HOST, new Fault.ToolstackHang());
      assertThatThrownBy(this::ask).hasMessageContaining("no answer within 5 minutes");
      var waiting = lab.time.fork("call", this::ask);
      lab.time.sleep(Duration.ofMinutes(1));
      faults().recover(hang);
      assertThat(waiting.endedWithin(Duration.ofMinutes(1))).isTrue();
    });
  }

  @Test
  public void aHangingManagementControllerSwitchesNothing() {
    inside(() -> {
      var hang = faults().inject(HOST, new Fault.PowerControllerHang());
      assertThatThrownBy(() -> lab.host(1).power().set(Power.State.OFF)).hasMessageContaining("management controller");
      faults().recover(hang);
      lab.host(1).power().set(Power.State.OFF);
    });
  }

  @Test
  public void anInstallationBreaksOffAsOftenAsItSays() {
    inside(() -> {
      faults().inject(new Scope.Host(XapiLab.id(2)), new Fault.FailedInstall(1));
      assertThatThrownBy(() -> lab.install(2)).hasMessageContaining("I/O error on the system disk");
      lab.install(2);
    });
  }

  @Test
  public void aSkewedClockIsWrongEverywhereOnTheHost() {
    inside(() -> {
      faults().inject(HOST, new Fault.ClockSkew(Duration.ofHours(-2)));
      var seen = (Instant) client.call("host.get_servertime", client.thisHost());
      assertThat(Duration.between(seen, lab.time.now())).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(121));
      try (var shell = lab.host(1).shell("root", XapiLab.PASSWORD)) {
        var seconds = Long.parseLong(shell.run(Duration.ofMinutes(1), List.of("date", "+%s")).output().strip());
        assertThat(lab.time.now().getEpochSecond() - seconds).isBetween(7190L, 7210L);
      }
    });
  }

  @Test
  public void aCallIsRefusedSoManyTimes() {
    inside(() -> {
      faults().inject(new Scope.Lab(), new Fault.ApiError("VM.get_*", "INTERNAL_ERROR", List.of("no"), 2, 1));
      client.call("host.get_all");
      assertRefused(this::ask, "INTERNAL_ERROR", "no");
      assertRefused(this::ask, "INTERNAL_ERROR", "no");
      ask();
    });
  }

  @Test
  public void aCrashedGuestIsRestartedAsItsVmSays() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      lab.time.sleep(Duration.ofMinutes(2));
      var before = client.get("VM", vm, "domid");
      faults().inject(new Scope.Vm("a"), new Fault.GuestCrash());
      lab.time.sleep(Duration.ofMinutes(2));
      assertThat(client.get("VM", vm, "domid")).isNotEqualTo(before);
      assertThatThrownBy(() -> faults().inject(new Scope.Vm("b"), new Fault.GuestCrash())).hasMessageContaining("no guest of that name");
    });
  }

  @Test
  public void aFaultMeetsAllHostsOfItsScopeAndNoOther() {
    inside(() -> {
      assertThat(met(new Scope.Lab())).isEqualTo("ams-h01 ams-h02");
      assertThat(met(new Scope.Site("ams"))).isEqualTo("ams-h01 ams-h02");
      assertThat(met(new Scope.Pool(XapiLab.id(1)))).isEqualTo("ams-h01");
      assertThat(met(HOST)).isEqualTo("ams-h01");
      assertThat(met(new Scope.Storage("nfs1"))).isEqualTo("ams-h01 ams-h02");
      joined();
      assertThat(met(new Scope.Pool(XapiLab.id(2)))).isEqualTo("ams-h01 ams-h02");
      assertThatThrownBy(() -> met(new Scope.Site("nowhere"))).hasMessageContaining("no host is in that scope");
    });
  }

  private String met(Scope scope) {
    faults().recover(faults().inject(scope, new Fault.ClockSkew(Duration.ofSeconds(1))));
    return lab.events.stream().filter(event -> event.kind().equals("fault.injected")).toList().getLast().details().get("hosts");
  }

  @Test
  public void plannedFaultsComeByThemselvesAndGo() {
    inside(() -> {
      var minutes = Duration.ofMinutes(2);
      faults().follow(List.of(
          new PlannedFault(HOST, new Fault.ToolstackHang(), new When.At(Duration.ofMinutes(1)), Optional.of(minutes)),
          new PlannedFault(new Scope.Site("ams"), new Fault.ClockSkew(minutes), new When.AtChance(Duration.ofHours(1)), Optional.of(minutes)),
          new PlannedFault(new Scope.Site("nowhere"), new Fault.PowerLoss(), new When.At(minutes), Optional.empty())));
      lab.time.sleep(Duration.ofHours(24));
    });
    assertThat(kinds().subList(0, 3)).containsExactly("fault.injected", "fault.missed", "fault.recovered");
    assertThat(kinds().stream().filter(kind -> kind.equals("fault.injected")).count()).isBetween(10L, 50L);
    var met = lab.events.stream().filter(event -> event.kind().equals("fault.injected")).map(event -> event.details().get("hosts")).distinct().toList();
    assertThat(met).contains("ams-h01", "ams-h02");
  }
}
