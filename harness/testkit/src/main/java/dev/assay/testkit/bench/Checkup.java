package dev.assay.testkit.bench;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Host;
import dev.assay.testkit.HostHealth;
import dev.assay.testkit.workload.Gauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The health checks that the reference procedures make before and after: crash dumps, what kernels complain of in the logs, memory that
 * they cannot give back, services, passwords in logs, disks that belong to nothing, and the product's list of guests against the hypervisor's.
 */
public final class Checkup {

  private static final Duration COMMAND = Duration.ofMinutes(5);
  private static final String TROUBLE = "Kernel panic|Oops|Out of memory|oom-killer|segfault";
  private static final List<String> KERNEL_LOGS = List.of("/var/log/kern.log", "/var/log/messages");
  private static final List<String> TOOLSTACK_LOGS = List.of("/var/log/xensource.log", "/var/log/messages", "/var/log/secure");
  private static final String LINES_FOR_PASSWORDS = "20000";
  private static final int LEAST_SECRET = 6;
  private static final double SLAB_TIMES = 2;

  /** What a host had before. */
  private record Before(List<String> trouble, double slab) {}

  private final Bench bench;
  private final SequencedMap<HostId, Before> hosts = new LinkedHashMap<>();
  private final SequencedMap<HostId, List<String>> orphans = new LinkedHashMap<>();

  private Checkup(Bench bench) {
    this.bench = bench;
  }

  /** Look at every host before something is done. Plain Xen hosts, which have none of the product's logs, are not looked at. */
  public static Checkup before(Bench bench) {
    var checkup = new Checkup(bench);
    if (bench.build().target() == Target.XAPI) {
      var all = checkup.hosts();
      var looks = checkup.crew().each(all, host -> new Before(trouble(host), Gauge.SLAB.reading().applyAsDouble(host)));
      for (int i = 0; i < all.size(); i++) {
        checkup.hosts.put(all.get(i).id(), looks.get(i));
      }
      checkup.pools().forEach(pool -> checkup.orphans.put(pool.pooled().getFirst(), pool.pool().orphanedDisks()));
    }
    return checkup;
  }

  /** Look again; say what is wrong now and was not before, a line each. */
  public List<String> after() {
    if (hosts.isEmpty()) {
      return List.of();
    }
    var wrong = new ArrayList<String>();
    crew().each(hosts(), host -> answering(host, () -> wrong(host))).forEach(wrong::addAll);
    pools().forEach(pool -> answering(pool.pool().master(), () -> leaks(pool)).forEach(wrong::add));
    return wrong;
  }

  private List<String> wrong(Host host) {
    var before = hosts.get(host.id());
    var wrong = new ArrayList<>(HostHealth.of(host));
    if (before != null) {
      trouble(host).stream().filter(line -> !before.trouble().contains(line)).forEach(line -> wrong.add("a log of " + host + " says: " + line));
      double slab = Gauge.SLAB.reading().applyAsDouble(host);
      if (slab >= SLAB_TIMES * before.slab()) {
        wrong.add(String.format(Locale.ROOT, "unreclaimable slab of %s went from %.0f to %.0f MiB", host, before.slab(), slab));
      }
    }
    int product = host.residents().size();
    int hypervisor = host.domains().size();
    if (product != hypervisor) {
      wrong.add("the product has " + product + " guests on " + host + ", and its hypervisor runs " + hypervisor);
    }
    return wrong;
  }

  private List<String> leaks(Bench pool) {
    var master = pool.pooled().getFirst();
    var wrong = new ArrayList<String>();
    var known = orphans.getOrDefault(master, List.of());
    pool.pool().orphanedDisks().stream().filter(disk -> !known.contains(disk)).forEach(disk -> wrong.add("disk " + disk + " belongs to no VM and is left behind"));
    var secret = bench.access().rootPassword(master);
    TOOLSTACK_LOGS.stream()
        .filter(log -> secret.length() >= LEAST_SECRET && output(pool.pool().master(), "tail", "-n", LINES_FOR_PASSWORDS, log).contains(secret))
        .forEach(log -> wrong.add(log + " of " + pool.pool().master() + " has root's password in it"));
    return wrong;
  }

  private static List<String> trouble(Host host) {
    return output(host, Stream.concat(Stream.of("grep", "-hsE", TROUBLE), KERNEL_LOGS.stream()).toArray(String[]::new)).lines().distinct().toList();
  }

  /** What finds nothing, or has no such log, says so by its status alone. */
  private static String output(Host host, String... command) {
    try (var shell = host.shell()) {
      return shell.run(COMMAND, List.of(command)).output();
    }
  }

  private static List<String> answering(Host host, Supplier<List<String>> look) {
    try {
      return look.get();
    } catch (StaleLeaseException | AssayException.Cancelled e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product e) {
      return List.of(host + " does not answer: " + e.getMessage());
    }
  }

  private List<Host> hosts() {
    return bench.benches().stream()
        .flatMap(each -> Stream.concat(each.pooled().stream(), each.solo().stream()).map(id -> Host.of(each, id)))
        .toList();
  }

  private List<Bench> pools() {
    return bench.benches().stream().filter(each -> !each.pooled().isEmpty()).toList();
  }

  private Crew crew() {
    return Crew.unlimited(bench.time());
  }
}
