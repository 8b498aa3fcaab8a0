package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.inventory.Lab;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Leased hosts that a case works on, with the lab's clock and the run's history. Handles such as {@link Pool} stay good
 * when the bench is built anew beneath them.
 */
public final class Bench {

  /** What the guest image of plain Xen hosts runs in. */
  private static final Bytes LEAST_GUEST = Bytes.mib(96);

  private final LabAccess access;
  private final Build build;
  private final List<HostId> hosts;
  private final History history;
  private final Consumer<String> watcher;
  private final Toolstacks toolstacks;
  /** Asked very often, of labs with hundreds of hosts. */
  private final Map<HostId, Lab.Host> declared = new ConcurrentHashMap<>();
  private final CaseTime time;
  private final String prefix;
  private List<HostId> pooled = List.of();
  private List<HostId> solo = List.of();
  private List<Bench> beside = List.of();
  private List<String> storage = List.of();
  private volatile List<HostId> revived = List.of();
  private boolean installed;
  private boolean spoiled;
  private boolean changed;
  private int named;
  private int set;

  /**
   * Lay out a bench on these hosts; nothing is done to them yet.
   *
   * @param watcher told each step, in a line for people
   */
  public Bench(LabAccess access, Build build, List<HostId> hosts, History history, Consumer<String> watcher) {
    this(access, build, hosts, history, watcher, new CaseTime(access.time()), "");
  }

  private Bench(LabAccess access, Build build, List<HostId> hosts, History history, Consumer<String> watcher, CaseTime time, String prefix) {
    this.access = access;
    this.build = build;
    this.hosts = List.copyOf(hosts);
    this.history = history;
    this.watcher = watcher;
    this.time = time;
    this.prefix = prefix;
    this.toolstacks = new Toolstacks(this);
  }

  /** Lay out a further pool's bench on some of the hosts, for the case that works on this one. */
  public Bench partOf(List<HostId> some, int number) {
    return new Bench(access, build, some, history, watcher, time, "p" + number + "-").ofSet(set);
  }

  /** Say which of the lease's sets of hosts these are, counted from 0: each has block storage of its own. */
  public Bench ofSet(int index) {
    set = index;
    return this;
  }

  public LabAccess access() {
    return access;
  }

  public Build build() {
    return build;
  }

  public List<HostId> hosts() {
    return hosts;
  }

  public Time time() {
    return time;
  }

  /** Say how long the case in flight may still go on: a wait ends before that does. */
  public void allow(Supplier<Duration> left) {
    time.allow(left);
  }

  public History history() {
    return history;
  }

  public Machine machine(HostId host) {
    return access.machine(host);
  }

  /** Return the toolstack that rules this host: that of its pool's master, or its own. */
  public Toolstack toolstack(HostId host) {
    return toolstacks.of(pooled.contains(host) ? pooled.getFirst() : host);
  }

  /** Note a step of building or tidying, in the history and for whoever watches. */
  public void step(String kind, String subject, String detail) {
    history.append(kind, subject, Map.of("detail", detail));
    watcher.accept(detail);
  }

  /** Do something to the lab and note in the history that it was begun and how it ended. */
  <T> T act(String kind, String subject, Map<String, String> details, Supplier<T> action) {
    history.append(kind + ".started", subject, details);
    var start = time().now();
    try {
      var result = action.get();
      history.append(kind + ".completed", subject, Map.of("took", time().since(start).toString()));
      return result;
    } catch (AssayException e) {
      history.append(kind + ".failed", subject, Map.of("seen", String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
      throw e;
    }
  }

  void act(String kind, String subject, Runnable action) {
    act(kind, subject, Map.of(), () -> {
      action.run();
      return "";
    });
  }

  /** Say which hosts form the pool now (its master first) and which stand alone. */
  public void shaped(List<HostId> pool, List<HostId> alone) {
    pooled = List.copyOf(pool);
    solo = List.copyOf(alone);
  }

  /** Say which further pools there are, each with a bench of its own. */
  public void standingBeside(List<Bench> others) {
    beside = List.copyOf(others);
  }

  /** List the benches of all its pools, this one first. */
  public List<Bench> benches() {
    return Stream.concat(Stream.of(this), beside.stream()).toList();
  }

  /** Say which kinds of shared storage the pool was given. */
  public void stored(List<String> kinds) {
    storage = List.copyOf(kinds);
  }

  /** Say which hosts had to have their power cut before they answered, the last time that evidence was fetched. */
  public void revived(List<HostId> dead) {
    revived = List.copyOf(dead);
  }

  public List<HostId> revived() {
    return revived;
  }

  public List<String> sharedStorage() {
    return storage;
  }

  public List<HostId> pooled() {
    return pooled;
  }

  public List<HostId> solo() {
    return solo;
  }

  void joined(HostId host) {
    shaped(with(pooled, host), without(solo, host));
  }

  void ejected(HostId host) {
    toolstacks.forget(host);
    shaped(without(pooled, host), with(solo, host));
  }

  /** Say that this host is the pool's master now. */
  void ledBy(HostId host) {
    toolstacks.forget(pooled.getFirst());
    toolstacks.forget(host);
    shaped(Stream.concat(Stream.of(host), without(pooled, host).stream()).toList(), solo);
  }

  /** Log in anew when its toolstack is asked next. */
  void forget(HostId host) {
    toolstacks.forget(host);
  }

  void reinstalled(HostId host) {
    changed = true;
    toolstacks.forget(host);
  }

  /** Say that its state is no longer to be trusted: it is installed anew before its next use. */
  public void spoil() {
    spoiled = true;
  }

  public boolean spoiled() {
    return spoiled;
  }

  /** Tell whether its hosts run the build, as far as this process knows. */
  public boolean installed() {
    return installed;
  }

  /** Tell whether its hosts run the build, and nothing says that one of them may not. */
  public boolean isInGoodOrder() {
    return installed && !spoiled && !changed;
  }

  /** Say that its hosts are freshly installed. */
  public void renewed() {
    installed = true;
    spoiled = false;
    changed = false;
    toolstacks.forgetAll();
    shaped(List.of(), List.of());
    standingBeside(List.of());
  }

  public Pool pool() {
    return new Pool(this);
  }

  public Pools pools() {
    return new Pools(this);
  }

  /** Return the handle of a host that stands alone, counted from 0 as the test class asks for them. */
  public Host soloHost(int index) {
    return new Host(this, () -> index < solo.size() ? solo.get(index) : hosts.get(hosts.size() - 1));
  }

  /** Find the export of this kind that all its hosts reach; one that has one user at a time is this set's own. */
  public Lab.Export export(String kind) {
    var reached = access.lab().exports().stream()
        .filter(export -> export.kind().equals(kind))
        .filter(export -> hosts.stream().allMatch(host -> declared(host).reaches().contains(export.name())))
        .toList();
    return reached.stream().skip(reached.size() > 1 && reached.getFirst().users() == 1 ? set % reached.size() : 0).findFirst()
        .orElseThrow(() -> new AssayException.Lab("looking for a " + kind + " export that " + hosts + " reach: lab "
            + access.lab().name() + " declares none"));
  }

  /**
   * Return how much memory a guest is given that shall have so much: hosts of plain Xen stand in small labs, and their guests are sixteen
   * times smaller, yet large enough to run.
   */
  Bytes guestMemory(Bytes wanted) {
    return switch (build.target()) {
      case XAPI -> wanted;
      case XEN -> Bytes.of(Math.max(LEAST_GUEST.count(), wanted.count() / 16));
    };
  }

  /** Return what the lab's file says of a host. */
  public Lab.Host declared(HostId host) {
    return declared.computeIfAbsent(host, id -> access.lab().host(id).orElseThrow(() -> new AssayException.Lab("looking up host " + id + ": lab "
        + access.lab().name() + " does not declare it")));
  }

  /** Tell whether a host's console can be read while its installer runs. */
  boolean hearsInstallers(HostId host) {
    return access.lab().kind() == Lab.Kind.SIMULATED || declared(host).access().consoleIsOutside();
  }

  /** Make a name that nothing else on this bench has. */
  String name(String what) {
    return prefix + what + "-" + ++named;
  }

  private static List<HostId> with(List<HostId> list, HostId host) {
    var longer = new ArrayList<>(list);
    longer.add(host);
    return longer;
  }

  private static List<HostId> without(List<HostId> list, HostId host) {
    return list.stream().filter(other -> !other.equals(host)).toList();
  }
}
