package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.performance.Activity.Step;
import dev.assay.simulator.performance.Shares.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What each operation demands, in which order. Times are drawn when a step begins. */
final class Operations {

  private static final double MEDIAN_OF_MEAN = StrictMath.exp(-Parameters.TAIL * Parameters.TAIL / 2);

  private final VirtualTime time;
  private final Chance chance;
  private final ReleaseFacts facts;
  private final Stations stations;
  private final DomainZero domainZero;
  private final Defects defects;
  private final MachineSpeed speed;
  private final Optional<StorageArray> array;
  private final boolean caching;

  Operations(
      VirtualTime time, Chance chance, ReleaseFacts facts, Stations stations, DomainZero domainZero, Defects defects, MachineSpeed speed,
      Optional<StorageArray> array, boolean caching) {
    this.time = time;
    this.chance = chance;
    this.facts = facts;
    this.stations = stations;
    this.domainZero = domainZero;
    this.defects = defects;
    this.speed = speed;
    this.array = array;
    this.caching = caching;
  }

  /** Return the same, for what lies on this array. */
  Operations through(StorageArray shared) {
    return new Operations(time, chance, facts, stations, domainZero, defects, speed, Optional.of(shared), caching);
  }

  /** Return the same, past the read cache. */
  Operations uncached() {
    return new Operations(time, chance, facts, stations, domainZero, defects, speed, array, false);
  }

  Step course(Operation operation) {
    return switch (operation) {
      case Operation.StartDomain start -> byWorker(start(start));
      case Operation.StopDomain() -> byWorker(List.of(control(Parameters.STOP_CONTROL), xenstore(Parameters.XENSTORE_TRANSACTIONS_OF_PLUG)));
      case Operation.SuspendDomain(var memory) -> byWorker(List.of(control(Parameters.STOP_CONTROL), transfer(memory, false), release(memory)));
      case Operation.ResumeDomain(var memory) -> byWorker(List.of(control(Parameters.START_CONTROL), build(memory), transfer(memory, true)));
      case Operation.MigrateDomain migration -> byWorker(List.of(
          control(Parameters.START_CONTROL), preCopy(migration), delay(Parameters.MIGRATION_LEAST_HANDOVER, Parameters.MIGRATION_MOST_HANDOVER)));
      case Operation.PlugDevice() -> byWorker(List.of(plugDisk()));
      case Operation.UnplugDevice() -> byWorker(List.of(control(Parameters.PLUG_VBD_PROCESSOR), xenstore(Parameters.XENSTORE_TRANSACTIONS_OF_PLUG)));
      case Operation.ConfigureInterface(var interfaces) -> Activity.sequence(List.of(
          control(Parameters.CONFIGURE_INTERFACE + interfaces * Parameters.CONFIGURE_PER_INTERFACE),
          delay(Parameters.BRIDGE_LEAST_LATENCY, Parameters.BRIDGE_MOST_LATENCY)));
      case Operation.CloneDisk() -> Activity.sequence(List.of(control(Parameters.CLONE_DISK), delay(0.05, 0.4)));
      case Operation.CopyDisk(var size) -> Activity.sequence(List.of(control(Parameters.CLONE_DISK), transfer(size, true), transfer(size, false)));
      case Operation.SnapshotDisk() -> Activity.sequence(List.of(control(Parameters.SNAPSHOT_DISK), delay(0.1, 0.6)));
      case Operation.ScanStorage(var vdis) -> scan(vdis);
      case Operation.CreateStorage(var kind) -> Activity.sequence(List.of(control(1), createStorage(kind)));
      case Operation.BootGuest(var profile) -> Activity.sequence(
          IntStream.range(0, profile.steps()).mapToObj(step -> bootStep(profile, step)).toList());
      case Operation.BootStep(var profile, var step) -> bootStep(profile, step);
      case Operation.GuestTransfer(var size, var reading) -> transfer(size, reading);
      case Operation.UnplugInterface() -> Activity.sequence(List.of(course(new Operation.UnplugDevice()), leak(defects.strength(Defect.VIF_UNPLUG_LEAK))));
      case Operation.GuestTraffic(var size) -> traffic(size);
      case Operation.GuestRequests(var count, var block, var reading) -> requests(count, block.count(), reading);
      case Operation.GuestStream(var size, var receiving) -> stream(size.count(), receiving);
      case Operation.ListRecords(var count) -> control(Parameters.CONTROL_CALL + count * Parameters.LIST_PER_RECORD);
      case Operation.ControlCall() -> control(Parameters.CONTROL_CALL);
    };
  }

  private List<Step> start(Operation.StartDomain domain) {
    var steps = new ArrayList<Step>();
    steps.add(control(Parameters.START_CONTROL * startGrowth()));
    steps.add(build(domain.memory()));
    steps.add(xenstore(Parameters.XENSTORE_TRANSACTIONS_OF_START));
    var disks = Collections.nCopies(domain.vbds(), plugDisk());
    steps.add(facts.has(Feature.PARALLEL_PLUG) ? Activity.sideBySide(disks) : Activity.sequence(disks));
    steps.add(Activity.sequence(Collections.nCopies(domain.vifs(), plugNic())));
    if (domain.hvm()) {
      steps.add(control(Parameters.START_QEMU));
    }
    return steps;
  }

  private double startGrowth() {
    double hundreds = domainZero.domains() / 100.0;
    return 1 + defects.strength(Defect.QUADRATIC_START) / 100 * hundreds * hundreds;
  }

  private Step build(Bytes memory) {
    return control(Parameters.BUILD_PER_GIB * memory.inMib() / 1024);
  }

  private Step release(Bytes memory) {
    return control(Parameters.STOP_PER_GIB * memory.inMib() / 1024);
  }

  private Step plugDisk() {
    return Activity.sequence(List.of(
        control(Parameters.PLUG_VBD_PROCESSOR),
        delay(Parameters.PLUG_VBD_LEAST_LATENCY, Parameters.PLUG_VBD_MOST_LATENCY),
        xenstore(Parameters.XENSTORE_TRANSACTIONS_OF_PLUG)));
  }

  private Step plugNic() {
    return Activity.sequence(List.of(
        control(Parameters.PLUG_VIF_PROCESSOR),
        delay(Parameters.PLUG_VIF_LEAST_LATENCY, Parameters.PLUG_VIF_MOST_LATENCY),
        xenstore(Parameters.XENSTORE_TRANSACTIONS_OF_PLUG)));
  }

  private Step scan(int vdis) {
    var scan = Activity.sequence(List.of(control(Parameters.SCAN_STORAGE + vdis * Parameters.SCAN_PER_VDI), delay(0.05, 0.3)));
    if (!defects.has(Defect.SCAN_HOLDS_WORKERS)) {
      return scan;
    }
    double held = defects.strength(Defect.SCAN_HOLDS_WORKERS);
    Step holding = Activity.sequence(List.of(scan, delay(held, held)));
    for (int i = 0; i < facts.limit(Limit.TOOLSTACK_WORKERS); i++) {
      holding = byWorker(List.of(holding));
    }
    return holding;
  }

  private Step leak(double mib) {
    return (activity, next) -> {
      domainZero.leak(mib);
      next.run();
    };
  }

  private Step createStorage(String kind) {
    return switch (kind) {
      case "ext" -> delay(8, 25);
      case "iscsi", "lvmoiscsi", "hba", "lvmohba", "fcoe", "lvmofcoe" -> delay(3, 9);
      case "lvm" -> delay(2, 6);
      default -> delay(0.5, 2.5);
    };
  }

  /** calibration: a boot's processor time, then its I/Os through dom0 and, unless cached, the storage. */
  private Step bootStep(GuestProfile profile, int step) {
    double slower = defects.factor(Defect.SLOWER_BOOT);
    double processor = slower * profile.processor().toNanos() / 1e9 / profile.steps();
    double operations = slower * profile.operations() / profile.steps();
    double bytes = (double) (profile.read().count() + profile.written().count()) / profile.steps();
    double domainZeroWork = operations * Parameters.perOperation(facts)
        + (profile.read().count() * Parameters.perByte(facts) + profile.written().count() * Parameters.perByteWritten(facts)) / profile.steps();
    return Activity.sequence(List.of(
        (activity, next) -> submit(stations.guests, drawn(processor / speed.processor()), activity, next),
        data(domainZeroWork),
        (activity, next) -> {
          double latency = cached(profile, step) ? Parameters.CACHED_LATENCY : Parameters.DISK_LATENCY;
          count(profile, step);
          if (cached(profile, step)) {
            carried((double) profile.written().count() / profile.steps(), activity, () -> after(drawn(operations * latency), activity, next));
          } else {
            carried(overNetwork(profile, step), activity, () -> store(drawn(operations * latency) + bytes / perChannel(), activity, () -> {
              fillCache(profile, step);
              next.run();
            }));
          }
        }));
  }

  /** What was read stays as long as dom0 has the memory for it. */
  private boolean cached(GuestProfile profile, int step) {
    return caching && stations.cache.holds(profile, step) && stations.cache.mib() <= domainZero.freeMib();
  }

  /** What others are reading already comes but once over the network: they wait for the same pages. */
  private double overNetwork(GuestProfile profile, int step) {
    boolean once = caching && stations.cache.isUnderWay(profile, step) && stations.cache.mib() <= domainZero.freeMib();
    return (double) ((once ? 0 : profile.read().count()) + profile.written().count()) / profile.steps();
  }

  private void fillCache(GuestProfile profile, int step) {
    if (caching) {
      stations.cache.fill(profile, step);
    }
  }

  private void count(GuestProfile profile, int step) {
    if (!cached(profile, step)) {
      stations.read.add(time.now(), (double) profile.read().count() / profile.steps());
    }
    stations.written.add(time.now(), (double) profile.written().count() / profile.steps());
  }

  /** Move bulk data between dom0 and the storage in pieces, so that processor and storage work at once for several. */
  private Step transfer(Bytes size, boolean reading) {
    int pieces = Math.clamp(size.count() / Parameters.COPY_PIECE, 1, Parameters.COPY_MOST_PIECES);
    return Activity.sequence(Collections.nCopies(pieces, piece((double) size.count() / pieces, reading)));
  }

  /** One piece, several requests in flight. */
  private Step piece(double bytes, boolean reading) {
    double longer = 1 / (1 - defects.strength(Defect.LOWER_DISK_THROUGHPUT) / 100);
    Step processor = data(longer * bytes * (reading ? Parameters.perByte(facts) : Parameters.perByteWritten(facts)));
    Step request = (activity, next) -> store(drawn(longer * bytes / Parameters.COPY_DEPTH / perChannel()), activity, next);
    Step counted = (activity, next) -> {
      (reading ? stations.read : stations.written).add(time.now(), bytes);
      next.run();
    };
    return Activity.sequence(List.of(processor, (activity, next) -> carried(longer * bytes, activity, next), Activity.sideBySide(Collections.nCopies(Parameters.COPY_DEPTH, request)), counted));
  }

  /** Requests of one stream that waits for each: first the back end, then the storage. */
  private Step requests(long count, long block, boolean reading) {
    double longer = 1 / (1 - defects.strength(Defect.LOWER_DISK_THROUGHPUT) / 100);
    double perByte = reading ? Parameters.perByte(facts) : Parameters.perByteWritten(facts);
    double processor = longer * count * (Parameters.perOperation(facts) + block * perByte);
    double storage = longer * count * (Parameters.DISK_LATENCY + block / perChannel());
    return (activity, next) -> activity.onEnd(stations.domainZero.submit(Side.DATA, drawn(processor / speed.processor()), () ->
        carried((double) count * block, activity, () -> store(drawn(storage), activity, () -> {
          (reading ? stations.read : stations.written).add(time.now(), (double) count * block);
          next.run();
        }))));
  }

  /** The back end works while the link carries; what comes in costs more when packets are not merged before they go to it. */
  private Step stream(long bytes, boolean receiving) {
    double less = 1 / (1 - defects.strength(Defect.LOWER_NETWORK_THROUGHPUT) / 100);
    double perByte = receiving && !stations.mergesReceived ? Parameters.perUnmergedByte(facts) : Parameters.perNetworkByte(facts);
    Step processor = data(less * bytes * perByte);
    return (activity, next) -> Activity.sideBySide(List.of(processor, link(less * bytes))).start(activity, () -> {
      (receiving ? stations.received : stations.sent).add(time.now(), bytes);
      next.run();
    });
  }

  /** Send through the back ends, in pieces as bulk data goes. */
  private Step traffic(Bytes size) {
    int pieces = Math.clamp(size.count() / Parameters.COPY_PIECE, 1, Parameters.COPY_MOST_PIECES);
    double less = 1 / (1 - defects.strength(Defect.LOWER_NETWORK_THROUGHPUT) / 100);
    double work = less * size.count() / pieces * Parameters.perNetworkByte(facts);
    return Activity.sequence(Collections.nCopies(pieces, data(work)));
  }

  /** Work of dom0's back ends. */
  private Step data(double seconds) {
    return (activity, next) -> activity.onEnd(stations.domainZero.submit(Side.DATA, drawn(seconds / speed.processor()), next));
  }

  /** A request to the storage: to the host's own disks, or half on the way and half at an array that others use too. */
  private void store(double seconds, Activity activity, Runnable next) {
    if (array.isEmpty()) {
      submit(stations.disk, seconds / speed.storage(), activity, next);
    } else {
      submit(stations.disk, (1 - Parameters.ARRAY_SHARE) * seconds / speed.storage(), activity, () ->
          submit(array.get().queue(), Parameters.ARRAY_SHARE * seconds, activity, next));
    }
  }

  /** Cards that were slowed bound what goes to storage on their network; at the speed that they have by nature the storage is slower. */
  private void carried(double bytes, Activity activity, Runnable next) {
    if (stations.linkSlowed && array.filter(StorageArray::onNetwork).isPresent()) {
      submit(stations.link, bytes / (Parameters.LINK_BYTES_PER_SECOND * Parameters.PAYLOAD_SHARE), activity, next);
    } else {
      next.run();
    }
  }

  private static double perChannel() {
    return Parameters.DISK_BYTES_PER_SECOND / Parameters.DISK_CHANNELS;
  }

  /** Send memory in rounds: each sends what was dirtied during the one before, until little is left or the rounds are over. */
  private Step preCopy(Operation.MigrateDomain migration) {
    return (activity, next) -> round(migration, migration.memory().count(), migration.memory().count(), 1, activity, next);
  }

  /** From {@code stopped} on the guest stands still, and the last of its memory goes. */
  private void round(Operation.MigrateDomain migration, double bytes, double sent, int number, Activity activity, Runnable next) {
    var begun = time.now();
    send(bytes).start(activity, () -> {
      double dirtied = Math.min(migration.writable().count(), migration.dirtyMibPerSecond() * (1 << 20) * Duration.between(begun, time.now()).toNanos() / 1e9);
      if (isLast(migration, dirtied, sent, number)) {
        migration.stopped().run();
        send(dirtied).start(activity, next);
      } else {
        round(migration, dirtied, sent + dirtied, number + 1, activity, next);
      }
    });
  }

  private boolean isLast(Operation.MigrateDomain migration, double dirtied, double sent, int number) {
    double times = facts.limit(Limit.MIGRATION_SENDS_TIMES);
    return dirtied < Parameters.MIGRATION_LEAST_ROUND_BYTES
        || number >= facts.limit(Limit.MIGRATION_ROUNDS)
        || times > 0 && sent > times * migration.memory().count();
  }

  /** A stream of dom0's own, on one of its vCPUs, in pieces as bulk data goes. */
  private Step send(double bytes) {
    int pieces = (int) Math.clamp(bytes / Parameters.COPY_PIECE, 1, Parameters.COPY_MOST_PIECES);
    double piece = bytes / pieces;
    double slower = defects.factor(Defect.SLOWER_MIGRATION);
    Step counted = (activity, next) -> {
      stations.sent.add(time.now(), piece);
      next.run();
    };
    // The processor goes on with the next piece while the link carries this one.
    return Activity.sideBySide(List.of(
        Activity.sequence(Collections.nCopies(pieces, data(slower * piece * Parameters.PER_STREAMED_BYTE))),
        Activity.sequence(Collections.nCopies(pieces, Activity.sequence(List.of(link(slower * piece), counted))))));
  }

  private Step link(double bytes) {
    return (activity, next) -> submit(stations.link, drawn(bytes / (Parameters.LINK_BYTES_PER_SECOND * Parameters.PAYLOAD_SHARE)), activity, next);
  }

  private Step byWorker(List<Step> steps) {
    return (activity, next) -> {
      var turn = new Desk.Turn[1];
      turn[0] = stations.workers.take(() -> Activity.sequence(steps).start(activity, next));
      activity.onEnd(turn[0]::leave);
    };
  }

  private Step control(double seconds) {
    return (activity, next) -> activity.onEnd(stations.domainZero.submit(Side.CONTROL, drawn(seconds * domainZero.pressure() / speed.processor()), next));
  }

  private Step xenstore(int transactions) {
    return (activity, next) -> {
      double seconds = transactions * (Parameters.XENSTORE_TRANSACTION + Parameters.XENSTORE_PER_DOMAIN * domainZero.inXenstore());
      var turn = new Desk.Turn[1];
      turn[0] = stations.xenstored.take(() -> activity.onEnd(stations.domainZero.submit(Side.CONTROL, drawn(seconds / speed.processor()), () -> {
        leave(turn[0]);
        next.run();
      })));
      activity.onEnd(() -> leave(turn[0]));
    };
  }

  private static void leave(Desk.Turn turn) {
    turn.leave();
  }

  private Step delay(double least, double most) {
    return (activity, next) -> after(chance.triangular(least, most), activity, next);
  }

  private void after(double seconds, Activity activity, Runnable next) {
    activity.onEnd(time.schedule(Duration.ofNanos((long) (seconds * 1e9)), next));
  }

  private static void submit(Station station, double work, Activity activity, Runnable next) {
    var job = station.submit(work, next);
    activity.onEnd(() -> station.withdraw(job));
  }

  /** Draw around a mean; the lognormal's mean lies above its median by this factor. */
  private double drawn(double mean) {
    return mean <= 0 ? 0 : chance.lognormal(mean * MEDIAN_OF_MEAN, Parameters.TAIL);
  }
}
