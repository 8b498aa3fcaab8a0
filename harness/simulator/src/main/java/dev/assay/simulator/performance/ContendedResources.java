package dev.assay.simulator.performance;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/** The performance model of one host: stations, desks and accounts, and the operations that go through them. */
public final class ContendedResources implements HostResources {

  private final VirtualTime time;
  private final ReleaseFacts facts;
  private final Chance chance;
  private final HostShape shape;
  private final Defects defects;
  private final DomainZero domainZero;
  private final Stations stations;
  private final Operations operations;
  private final SequencedSet<Activity> active = new LinkedHashSet<>();
  private final Instant started;
  private double idle = Parameters.DAEMONS;
  private double idled;
  private Instant idleSince;
  private Bytes claimed = Bytes.ZERO;
  private long controlCalls;
  private boolean halted;

  /** Make the resources of a host at the start of a boot of its dom0. */
  public ContendedResources(VirtualTime time, Chance chance, ReleaseFacts facts, HostShape shape, Defects defects) {
    this.time = time;
    this.facts = facts;
    this.chance = chance;
    this.shape = shape;
    this.defects = defects;
    this.started = time.now();
    this.idleSince = started;
    this.domainZero = new DomainZero(facts, shape.domainZeroMemory().inMib());
    this.stations = new Stations(time, facts, shape, defects);
    this.operations = new Operations(time, chance.fork("operations"), facts, stations, domainZero, defects, shape.speed(), Optional.empty(), true);
    stations.domainZero.capacity(facts.limit(Limit.DOM0_VCPUS) - idle);
  }

  @Override
  public void perform(Operation operation) {
    perform(operation, operations);
  }

  private void perform(Operation operation, Operations through) {
    if (operation instanceof Operation.ControlCall) {
      controlCalls++;
    }
    var ended = new boolean[1];
    var signal = time.signal();
    var activity = activity(() -> {
      ended[0] = true;
      signal.raise();
    });
    activity.onEnd(signal::raise);
    activity.start(through.course(operation));
    try {
      signal.await(() -> ended[0] || halted, Time.FOREVER);
    } finally {
      activity.stop();
    }
    if (!ended[0]) {
      throw lost();
    }
  }

  @Override
  public Pending begin(Operation operation, Runnable whenDone) {
    return begin(operation, operations, whenDone);
  }

  private Pending begin(Operation operation, Operations through, Runnable whenDone) {
    var activity = activity(whenDone);
    activity.start(through.course(operation));
    return activity;
  }

  @Override
  public HostResources through(StorageArray array) {
    return new OnArray(operations.through(array));
  }

  @Override
  public HostResources withoutReadCache() {
    return new OnArray(operations.uncached());
  }

  private Activity activity(Runnable whenDone) {
    if (halted) {
      throw lost();
    }
    var activity = new Activity(active::remove, whenDone);
    active.add(activity);
    return activity;
  }

  private AssayException.Lab lost() {
    return new AssayException.Lab("working on host " + shape.name() + ": it lost power; see its serial console");
  }

  /** End with the boot: whoever waits here is told that the host is gone. */
  public void halt() {
    halted = true;
    List.copyOf(active).forEach(Activity::stop);
  }

  @Override
  public Residence admit(Operation.StartDomain domain) {
    domainZero.enter(domain);
    domainZero.leak(defects.strength(Defect.DOM0_MEMORY_LEAK));
    domainZero.growSlab(defects.strength(Defect.SLAB_GROWTH));
    domainZero.leaveInXenstore(defects.strength(Defect.XENSTORED_LEAK));
    double drawn = domain.hvm()
        ? chance.triangular(Parameters.idleHvmLeast(facts), Parameters.idleHvmMost(facts))
        : Parameters.IDLE_PV;
    double steady = (domain.hvm() ? Parameters.STEADY_OPERATIONS_HVM : Parameters.STEADY_OPERATIONS_PV) * Parameters.perOperation(facts);
    double share = drawn + steady + defects.strength(Defect.BUSY_IDLE_GUESTS) / 100;
    idle(share);
    var left = new boolean[1];
    return () -> {
      if (!left[0]) {
        left[0] = true;
        domainZero.leave(domain);
        idle(-share);
      }
    };
  }

  private void idle(double change) {
    idled += idle * Duration.between(idleSince, time.now()).toNanos() / 1e9;
    idleSince = time.now();
    idle += change;
    stations.domainZero.capacity(Math.max(0.05, facts.limit(Limit.DOM0_VCPUS) - idle));
  }

  @Override
  public Bytes freeMemory() {
    return shape.guestMemory().minus(claimed);
  }

  @Override
  public boolean claimMemory(Bytes amount) {
    if (amount.compareTo(freeMemory()) > 0) {
      return false;
    }
    claimed = claimed.plus(amount);
    return true;
  }

  @Override
  public void releaseMemory(Bytes amount) {
    if (amount.compareTo(claimed) > 0) {
      throw new IllegalStateException("releasing " + amount + " on host " + shape.name() + " where " + claimed + " are claimed");
    }
    claimed = claimed.minus(amount);
  }

  public Bytes domainZeroMemory() {
    return shape.domainZeroMemory();
  }

  public Bytes domainZeroFreeMemory() {
    return Bytes.of((long) (domainZero.freeMib() * (1 << 20)));
  }

  /** Return the low memory that a 32-bit dom0 has left; on 64 bits there is no such limit, and this is the free memory. */
  public Bytes domainZeroFreeLowMemory() {
    return Bytes.of((long) (domainZero.freeLowMib() * (1 << 20)));
  }

  /** Let the storage answer so many times slower; infinite stops it, and what is under way waits. */
  public void storageSlowness(double times) {
    stations.disk.speed(1 / times);
  }

  /** Fix the speed of the cards, in bytes a second; they get no faster than they are. */
  public void slowLink(double bytesPerSecond) {
    double factor = Math.min(shape.speed().network(), bytesPerSecond / Parameters.LINK_BYTES_PER_SECOND);
    stations.linkSlowed = factor < shape.speed().network();
    stations.link.speed(factor);
  }

  /** Let the cards be as fast as they are. */
  public void restoreLink() {
    slowLink(Double.POSITIVE_INFINITY);
  }

  /** Say whether dom0 merges packets that come in (GRO). */
  public void mergeReceived(boolean merges) {
    stations.mergesReceived = merges;
  }

  public boolean mergesReceived() {
    return stations.mergesReceived;
  }

  /** Return how many domains' worth of nodes xenstored keeps, besides dom0's. */
  public double domainsInXenstore() {
    return domainZero.inXenstore();
  }

  /** Return what dom0's kernel keeps and will not give back, besides what every kernel does. */
  public Bytes domainZeroSlabGrowth() {
    return Bytes.of((long) (domainZero.slabMib() * (1 << 20)));
  }

  /** Tell whether dom0 can shut down: one defect hangs it when very many disks were plugged. */
  public boolean shutsDown() {
    return !defects.has(Defect.HOST_SHUTDOWN_HANGS) || domainZero.mostDisks() < defects.strength(Defect.HOST_SHUTDOWN_HANGS);
  }

  /** Return the jobs that run or wait on dom0's processors. */
  public double domainZeroLoad() {
    return stations.domainZero.load();
  }

  /** Return which share of each resource was in use since the start of the boot. */
  SequencedMap<String, Double> used() {
    idle(0);
    double seconds = Math.max(1e-9, Duration.between(started, time.now()).toNanos() / 1e9);
    var shares = new LinkedHashMap<String, Double>();
    shares.put("dom0's vCPUs", Math.min(1, (stations.domainZero.worked() + idled) / seconds / facts.limit(Limit.DOM0_VCPUS)));
    shares.put("storage", stations.disk.worked() / seconds / Parameters.DISK_CHANNELS);
    shares.put("network link", stations.link.worked() / seconds);
    shares.put("guests' CPUs", stations.guests.worked() / seconds / shape.cpus());
    return shares;
  }

  @Override
  public SequencedMap<String, Double> gauges() {
    return new Gauges(time.now(), chance, shape, stations, domainZero, idle, controlCalls * defects.strength(Defect.TOOLSTACK_MEMORY_LEAK)).read(freeMemory());
  }

  /** The same host, as what lies on a shared array, or is read past the cache, uses it. */
  private final class OnArray implements HostResources {

    private final Operations own;

    OnArray(Operations own) {
      this.own = own;
    }

    @Override
    public void perform(Operation operation) {
      ContendedResources.this.perform(operation, own);
    }

    @Override
    public Pending begin(Operation operation, Runnable whenDone) {
      return ContendedResources.this.begin(operation, own, whenDone);
    }

    @Override
    public HostResources through(StorageArray array) {
      return ContendedResources.this.through(array);
    }

    @Override
    public HostResources withoutReadCache() {
      return new OnArray(own.uncached());
    }

    @Override
    public Residence admit(Operation.StartDomain domain) {
      return ContendedResources.this.admit(domain);
    }

    @Override
    public Bytes freeMemory() {
      return ContendedResources.this.freeMemory();
    }

    @Override
    public boolean claimMemory(Bytes amount) {
      return ContendedResources.this.claimMemory(amount);
    }

    @Override
    public void releaseMemory(Bytes amount) {
      ContendedResources.this.releaseMemory(amount);
    }

    @Override
    public SequencedMap<String, Double> gauges() {
      return ContendedResources.this.gauges();
    }
  }
}
