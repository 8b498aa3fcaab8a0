package dev.assay.simulator.benchmark;

import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a very large lab takes of memory, and whether listing its VMs takes a time that grows with their number alone. */
public final class LabSize {

  private static final int HOSTS = 5000;
  private static final int VMS_PER_HOST = 20;
  private static final double GOAL_GIB = 8;

  private LabSize() {}

  /**
   * Install 5,000 hosts with 100,000 VMs and read the records of all, of a quarter of the hosts and of all of them.
   *
   * @return memory in use over its goal, and microseconds a VM, whose ratio is over those of the quarter
   */
  public static List<Figure> measure(Time time, int repetitions) {
    try (var clock = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))) {
      var lab = new BenchmarkLab(clock, HOSTS);
      var sessions = new ArrayList<String>();
      clock.run("make VMs", () -> {
        for (int host = 1; host <= HOSTS; host++) {
          var session = lab.login(host);
          sessions.add(session);
          for (int number = 0; number < VMS_PER_HOST; number++) {
            lab.createVm(host, session, number);
          }
        }
        return true;
      });
      double gib = usedGib();
      var quarter = listing(time, clock, lab, sessions.subList(0, HOSTS / 4), repetitions);
      var all = listing(time, clock, lab, sessions, repetitions);
      return List.of(
          new Figure("5,000 hosts and 100,000 VMs", "GiB", List.of(gib), gib / GOAL_GIB),
          new Figure("VM.get_all_records, a quarter of them", "us/VM", quarter, 1),
          new Figure("VM.get_all_records, all of them", "us/VM", all, median(all) / median(quarter)));
    }
  }

  private static List<Double> listing(Time time, VirtualTime clock, BenchmarkLab lab, List<String> sessions, int repetitions) {
    var readings = new ArrayList<Double>();
    for (int round = -1; round < repetitions; round++) {
      var begun = time.now();
      long found = clock.run("list", () -> {
        long count = 0;
        for (int host = 1; host <= sessions.size(); host++) {
          count += ((Map<?, ?>) lab.on(host, "VM.get_all_records", sessions.get(host - 1))).size();
        }
        return count;
      });
      if (round >= 0) {
        readings.add(time.since(begun).toNanos() / 1e3 / found);
      }
    }
    return readings;
  }

  private static double median(List<Double> readings) {
    return new Figure("", "", readings, 1).median();
  }

  private static double usedGib() {
    var runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      runtime.gc();
    }
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 30);
  }
}
