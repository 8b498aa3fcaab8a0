package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Many VMs started together.
 *
 * @param inFlight how many starts are outstanding at the same time, as clients of the product limit themselves
 * @param hosts the hosts that they are started on in turn; empty where the product chooses
 * @param threshold how many times slower than the first boot one may be before no more are started; 0 for no such end
 */
public record Storm(List<Vm> vms, int inFlight, List<Host> hosts, int threshold) {

  /** The published procedures of boot storms keep at most 25 starts outstanding. */
  public static final int USUAL_IN_FLIGHT = 25;

  /**
   * How one VM came up.
   *
   * @param begun how long after the storm's beginning its start was asked for
   * @param running how long the product took to say that it runs
   * @param login how long it took until the guest could be logged in to, from the same instant
   * @param guest how long the guest itself says that it is up at that moment
   */
  public record Boot(Duration begun, Duration running, Duration login, Duration guest) {}

  public static Storm storm(List<Vm> vms) {
    return new Storm(List.copyOf(vms), USUAL_IN_FLIGHT, List.of(), 0);
  }

  public Storm outstanding(int starts) {
    return new Storm(vms, starts, hosts, threshold);
  }

  public Storm spreadOver(List<Host> places) {
    return new Storm(vms, inFlight, List.copyOf(places), threshold);
  }

  /** Start no more once a guest took so many times longer than the first to be logged in to. */
  public Storm untilSlower(int times) {
    return new Storm(vms, inFlight, hosts, times);
  }

  /** Start them, and wait until every guest can be logged in to; list how each came up, in the order of their starts. */
  public List<Boot> boots(Duration limit) {
    return new Running(this, limit).run();
  }

  /** A storm under way. */
  private static final class Running {
    private final Storm storm;
    private final Duration limit;
    private final Time time;
    private final Instant began;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Time.Fork<Boot>> boots = new ArrayList<>();
    private int next;
    private Duration slowest = Duration.ZERO;
    private Duration first = Duration.ZERO;

    Running(Storm storm, Duration limit) {
      this.storm = storm;
      this.limit = limit;
      this.time = storm.vms.getFirst().toolstack().time();
      this.began = time.now();
    }

    List<Boot> run() {
      var starters = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < Math.min(storm.inFlight, storm.vms.size()); i++) {
        starters.add(time.fork("storm " + i, this::startSome));
      }
      starters.forEach(Time.Fork::join);
      return boots.stream().map(Time.Fork::join).toList();
    }

    private boolean startSome() {
      for (int place = take(); place < storm.vms.size(); place = take()) {
        var vm = storm.vms.get(place);
        var asked = time.now();
        powerOn(vm, place);
        var running = time.since(asked);
        var boot = time.fork("boot of " + vm.name(), () -> await(vm, asked, running));
        locked(() -> boots.add(boot));
        if (storm.threshold > 0) {
          boot.join();
        }
      }
      return true;
    }

    private void powerOn(Vm vm, int place) {
      if (storm.hosts.isEmpty()) {
        vm.powerOn();
      } else {
        vm.powerOnAt(storm.hosts.get(place % storm.hosts.size()));
      }
    }

    private Boot await(Vm vm, Instant asked, Duration running) {
      vm.toolstack().bench().act("vm.login", vm.name(), () -> vm.awaitLogin(limit));
      var login = time.since(asked);
      locked(() -> {
        first = first.isZero() ? login : first;
        slowest = slowest.compareTo(login) >= 0 ? slowest : login;
        return true;
      });
      return new Boot(Duration.between(began, asked), running, login, vm.guestUptime());
    }

    /** Take the place of the next VM; past the last when none shall be started any more. */
    private int take() {
      lock.lock();
      try {
        boolean tooSlow = storm.threshold > 0 && slowest.compareTo(first.multipliedBy(storm.threshold)) > 0;
        return tooSlow ? storm.vms.size() : next++;
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
