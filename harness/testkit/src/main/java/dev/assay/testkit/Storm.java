package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Many VMs started together.
 *
 * @param inFlight how many starts are outstanding at the same time, as clients of the product limit themselves
 * @param hosts the hosts that they are started on in turn; empty where the product chooses
 * @param threshold how many times slower than the first boot one may be before no more are started; 0 for no such end
 * @param paused whether all are started paused, where the product chooses, before any is let go
 * @param quiet how long none may come up while some are missing; zero when nobody watches
 */
public record Storm(List<Vm> vms, int inFlight, List<Host> hosts, int threshold, boolean paused, Duration quiet) {

  /** The published procedures of boot storms keep at most 25 starts outstanding. */
  public static final int USUAL_IN_FLIGHT = 25;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /**
   * How one VM came up.
   *
   * @param begun how long after the storm's beginning its start was asked for
   * @param running how long the product took to say that it runs, or that it is there and paused
   * @param login how long it took until the guest could be logged in to, from the same instant
   * @param guest how long the guest itself says that it is up at that moment
   */
  public record Boot(Duration begun, Duration running, Duration login, Duration guest) {}

  public static Storm storm(List<Vm> vms) {
    return new Storm(List.copyOf(vms), USUAL_IN_FLIGHT, List.of(), 0, false, Duration.ZERO);
  }

  public Storm outstanding(int starts) {
    return new Storm(vms, starts, hosts, threshold, paused, quiet);
  }

  public Storm spreadOver(List<Host> places) {
    return new Storm(vms, inFlight, List.copyOf(places), threshold, paused, quiet);
  }

  /** Start no more once a guest took so many times longer than the first to be logged in to. */
  public Storm untilSlower(int times) {
    return new Storm(vms, inFlight, hosts, times, paused, quiet);
  }

  /** Start them paused, where the product chooses, and let all go when the last is there: each boots from then on. */
  public Storm startedPaused() {
    return new Storm(vms, inFlight, List.of(), threshold, true, quiet);
  }

  /** Take it for failed when no guest comes up for so long while some are missing, and for the lab's failure when a host is not live. */
  public Storm watched(Duration longestQuiet) {
    return new Storm(vms, inFlight, hosts, threshold, paused, longestQuiet);
  }

  /** Start them, and wait until every guest can be logged in to; list how each came up, in the order of their starts. */
  public List<Boot> boots(Duration limit) {
    var bench = vms.getFirst().toolstack().bench();
    try (var watch = new StormWatch(quiet, bench.pool().hosts(), bench.time())) {
      var boots = new Running(this, limit, watch).run();
      watch.check();
      return boots;
    }
  }

  /** Have all of them, which run, shut down, so many at a time. */
  public void stops() {
    new Crew(vms.getFirst().toolstack().time(), inFlight).doing(vms, Vm::shutDown);
  }

  /** A storm under way. */
  private static final class Running {
    private final Storm storm;
    private final Duration limit;
    private final StormWatch watch;
    private final Time time;
    private final Instant began;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Time.Fork<Boot>> boots = new ArrayList<>();
    private final Duration[] pausedAfter;
    private Duration slowest = Duration.ZERO;
    private Duration first = Duration.ZERO;

    Running(Storm storm, Duration limit, StormWatch watch) {
      this.storm = storm;
      this.limit = limit;
      this.watch = watch;
      this.time = storm.vms.getFirst().toolstack().time();
      this.began = time.now();
      this.pausedAfter = new Duration[storm.vms.size()];
    }

    List<Boot> run() {
      if (storm.paused) {
        inTurn(this::startPaused);
        inTurn(this::letGo);
      } else {
        inTurn(this::start);
      }
      return boots.stream().map(Time.Fork::join).toList();
    }

    /** Have so many clients take VM after VM. */
    private void inTurn(Consumer<Integer> work) {
      new Crew(time, storm.inFlight).doing(IntStream.range(0, storm.vms.size()).boxed().toList(), work);
    }

    private void start(int place) {
      if (isTooSlow()) {
        return;
      }
      var vm = storm.vms.get(place);
      var asked = time.now();
      powerOn(vm, place);
      boots(vm, asked, time.since(asked));
    }

    private void startPaused(int place) {
      var asked = time.now();
      storm.vms.get(place).startPaused();
      pausedAfter[place] = time.since(asked);
    }

    private void letGo(int place) {
      var vm = storm.vms.get(place);
      var asked = time.now();
      vm.unpause();
      boots(vm, asked, pausedAfter[place]);
    }

    private void boots(Vm vm, Instant asked, Duration running) {
      var boot = time.fork("boot of " + vm.name(), () -> await(vm, asked, running));
      locked(() -> boots.add(boot));
      if (storm.threshold > 0) {
        boot.join();
      }
    }

    private void powerOn(Vm vm, int place) {
      if (storm.hosts.isEmpty()) {
        vm.powerOn();
      } else {
        vm.powerOnAt(storm.hosts.get(place % storm.hosts.size()));
      }
    }

    private Boot await(Vm vm, Instant asked, Duration running) {
      vm.toolstack().bench().act("vm.login", vm.name(), () -> vm.awaitLogin(limit, LOOK_EVERY, watch::check));
      var login = time.since(asked);
      locked(() -> {
        watch.booted();
        first = first.isZero() ? login : first;
        slowest = slowest.compareTo(login) >= 0 ? slowest : login;
        return true;
      });
      return new Boot(Duration.between(began, asked), running, login, vm.guestUptime());
    }

    /** Tell whether no more shall be started. */
    private boolean isTooSlow() {
      lock.lock();
      try {
        return storm.threshold > 0 && slowest.compareTo(first.multipliedBy(storm.threshold)) > 0;
      } finally {
        lock.unlock();
      }
    }

    private void locked(java.util.function.BooleanSupplier change) {
      lock.lock();
      try {
        change.getAsBoolean();
      } finally {
        lock.unlock();
      }
    }
  }
}
