package dev.assay.suites.perf;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Bytes;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.time.Time;
import dev.assay.testkit.Disk;
import dev.assay.testkit.HostReadings;
import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Sr;
import dev.assay.testkit.Vm;
import dev.assay.testkit.load.Fio;
import dev.assay.testkit.load.FioResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Guests that drive disks of their own at the same time, so many each, and what they get together. */
record DiskLoad(Pool pool, Sr storage, int guests, int disks, Time time, Kpis kpis) {

  private static final Kpi THROUGHPUT = Kpi.higher("storage.throughput", "MiB/s");
  private static final Kpi REQUESTS = Kpi.higher("storage.requests", "IOPS");
  private static final Kpi LATENCY = Kpi.lower("storage.latency", "ms");
  private static final Kpi SLOWEST = Kpi.lower("storage.latency-p99", "ms");
  private static final List<String> MODES = List.of("read", "randread", "write", "randwrite");

  /** A guest with a disk that it drives. */
  private record Driver(Vm vm, Disk disk) {}

  DiskLoad(Pool pool, Sr storage, int guests, Time time, Kpis kpis) {
    this(pool, storage, guests, 1, time, kpis);
  }

  /** Drive the disks in each way, one after the other, and record what came of it. */
  void measure(Bytes block, int threads, Duration runtime, SequencedMap<String, String> shape) {
    var vms = Stream.generate(() -> pool.create(vm().on(storage)).start()).limit(guests).toList();
    var drivers = vms.stream().flatMap(this::drivers).toList();
    var readings = HostReadings.begin(pool.hosts(), time);
    for (var mode : MODES) {
      var dimensions = new TreeMap<>(shape);
      dimensions.put("rw", mode);
      var results = together(drivers, new Fio(mode, block, threads, runtime));
      record(results.stream().map(result -> mode.endsWith("read") ? result.reads() : result.writes()).toList(), dimensions);
    }
    readings.record(kpis, shape);
    vms.forEach(Vm::close);
  }

  private Stream<Driver> drivers(Vm guest) {
    return Stream.generate(() -> new Driver(guest, guest.plug(storage.createDisk(gib(5))))).limit(disks);
  }

  private List<FioResult> together(List<Driver> drivers, Fio load) {
    var forks = new ArrayList<Time.Fork<FioResult>>();
    drivers.forEach(driver -> forks.add(time.fork("fio in " + driver.vm().name(), () -> load.on(driver.vm(), driver.disk()))));
    return forks.stream().map(Time.Fork::join).toList();
  }

  private void record(List<FioResult.Side> sides, SequencedMap<String, String> dimensions) {
    kpis.record(THROUGHPUT, sides.stream().mapToDouble(FioResult.Side::mibPerSecond).sum(), dimensions);
    kpis.record(REQUESTS, sides.stream().mapToDouble(FioResult.Side::iops).sum(), dimensions);
    kpis.record(LATENCY, sides.stream().mapToDouble(FioResult.Side::meanMillis).average().orElseThrow(), dimensions);
    kpis.record(SLOWEST, sides.stream().mapToDouble(FioResult.Side::slowestMillis).max().orElseThrow(), dimensions);
  }
}
