package dev.assay.simulator.benchmark;

import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** How long large labs take, calls and all, against our goals: a full host, a full pool, two weeks of operations. */
public final class LabScale {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DENSE = 1000;
  private static final int POOL_HOSTS = 16;
  private static final int GUESTS_PER_HOST = 50;
  private static final int SOAK_GUESTS = 20;
  private static final Duration SOAK = Duration.ofDays(14);
  private static final Duration BETWEEN_OPERATIONS = Duration.ofMinutes(2);

  /** A piece of work and how many seconds it may take. */
  private record Goal(String name, double seconds, Runnable work) {}

  private LabScale() {}

  /** Do each so often; the unit is seconds, the ratio is over the goal: less than 1 meets it. */
  public static List<Figure> measure(Time time, int warmUps, int repetitions) {
    var goals = List.of(
        new Goal("1000 VMs on one host: installed, cloned, started, booted, stopped", 10, LabScale::density),
        new Goal("16 hosts x 50 VMs: pooled, started, booted, migrated, stopped", 20, LabScale::pool),
        new Goal("14 days of mixed operations on 2 hosts and 20 VMs", 60, LabScale::soak));
    var figures = new ArrayList<Figure>();
    for (var goal : goals) {
      var seconds = new ArrayList<Double>();
      for (int round = -warmUps; round < repetitions; round++) {
        var begun = time.now();
        goal.work().run();
        if (round >= 0) {
          seconds.add(time.since(begun).toNanos() / 1e9);
        }
      }
      figures.add(new Figure(goal.name(), "s", seconds, new Figure("", "s", seconds, 1).median() / goal.seconds()));
    }
    return List.copyOf(figures);
  }

  private static void density() {
    onLab(1, lab -> {
      var session = lab.pool(1);
      var vms = lab.clones(session, lab.guest(session, "gold"), DENSE);
      lab.each(vms, 25, vm -> lab.call("VM.start", session, vm, false, false));
      lab.awaitAgents(session, DENSE);
      lab.each(vms, 25, vm -> lab.call("VM.hard_shutdown", session, vm));
    });
  }

  private static void pool() {
    onLab(POOL_HOSTS, lab -> {
      var session = lab.pool(POOL_HOSTS);
      var hosts = List.copyOf((List<?>) lab.call("host.get_all", session));
      var vms = lab.clones(session, lab.guest(session, "gold"), POOL_HOSTS * GUESTS_PER_HOST);
      lab.each(vms, 4 * POOL_HOSTS, vm -> lab.call("VM.start_on", session, vm, hosts.get(vms.indexOf(vm) % hosts.size()), false, false));
      lab.awaitAgents(session, vms.size());
      lab.each(vms, 2 * POOL_HOSTS, vm -> lab.call(
          "VM.pool_migrate", session, vm, hosts.get((vms.indexOf(vm) + 1) % hosts.size()), new LinkedHashMap<String, Object>()));
      lab.each(vms, 4 * POOL_HOSTS, vm -> lab.call("VM.clean_shutdown", session, vm));
    });
  }

  private static void soak() {
    try (var clock = VirtualTime.startingAt(START)) {
      var lab = new BenchmarkLab(clock, 2);
      clock.run("soak", () -> {
        var session = lab.pool(2);
        var hosts = List.copyOf((List<?>) lab.call("host.get_all", session));
        var vms = lab.clones(session, lab.guest(session, "gold"), SOAK_GUESTS);
        var chance = Chance.seeded(1);
        var end = clock.now().plus(SOAK);
        while (clock.now().isBefore(end)) {
          operate(lab, session, chance.pick(vms), chance.pick(hosts), chance);
          clock.sleep(BETWEEN_OPERATIONS);
        }
        return true;
      });
    }
  }

  private static void operate(BenchmarkLab lab, String session, String vm, Object host, Chance chance) {
    var options = new LinkedHashMap<String, Object>();
    try {
      switch (chance.below(10)) {
        case 0, 1 -> lab.call("VM.start", session, vm, false, false);
        case 2 -> lab.call("VM.clean_shutdown", session, vm);
        case 3 -> lab.call("VM.hard_reboot", session, vm);
        case 4 -> lab.call("VM.suspend", session, vm);
        case 5 -> lab.call("VM.resume", session, vm, false, false);
        case 6 -> lab.call("VM.destroy", session, lab.call("VM.snapshot", session, vm, "kept for a moment"));
        case 7 -> lab.call("VM.destroy", session, lab.call("VM.clone", session, vm, "kept for a moment"));
        default -> lab.call("VM.pool_migrate", session, vm, host, options);
      }
    } catch (XapiException e) {
      // What the state of the VM does not allow is refused, as it should be.
      if (e.code().equals("INTERNAL_ERROR")) {
        throw e;
      }
    }
  }

  private interface Work {
    void on(BenchmarkLab lab);
  }

  private static void onLab(int hosts, Work work) {
    try (var clock = VirtualTime.startingAt(START)) {
      var lab = new BenchmarkLab(clock, hosts);
      clock.run("work", () -> {
        work.on(lab);
        return true;
      });
    }
  }
}
