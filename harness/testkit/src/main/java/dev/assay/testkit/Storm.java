package dev.assay.testkit;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Many VMs started together.
 *
 * @param inFlight how many starts are outstanding at the same time, as clients of the product limit themselves
 */
public record Storm(List<Vm> vms, int inFlight) {

  /** The published procedures of boot storms keep at most 25 starts outstanding. */
  private static final int USUAL_IN_FLIGHT = 25;

  public static Storm storm(List<Vm> vms) {
    return new Storm(List.copyOf(vms), USUAL_IN_FLIGHT);
  }

  /** Start them all, and wait until every guest can be logged in to; return how long each took from its start. */
  public List<Duration> untilLogin(Duration limit) {
    var time = vms.getFirst().toolstack().time();
    var queue = new Queue(vms);
    var workers = new ArrayList<Time.Fork<List<Time.Fork<Duration>>>>();
    for (int i = 0; i < Math.min(inFlight, vms.size()); i++) {
      workers.add(time.fork("storm " + i, () -> startSome(queue, time, limit)));
    }
    var boots = workers.stream().flatMap(worker -> worker.join().stream()).toList();
    return boots.stream().map(Time.Fork::join).toList();
  }

  private static List<Time.Fork<Duration>> startSome(Queue queue, Time time, Duration limit) {
    var boots = new ArrayList<Time.Fork<Duration>>();
    for (var vm = queue.next(); !vm.isEmpty(); vm = queue.next()) {
      var next = vm.getFirst();
      var started = time.now();
      next.powerOn();
      boots.add(time.fork("boot of " + next.name(), () -> {
        next.toolstack().bench().act("vm.login", next.name(), () -> next.awaitLogin(limit));
        return time.since(started);
      }));
    }
    return boots;
  }

  /** The VMs that nobody has started yet. */
  private static final class Queue {
    private final ArrayDeque<Vm> waiting;
    private final ReentrantLock lock = new ReentrantLock();

    Queue(List<Vm> vms) {
      waiting = new ArrayDeque<>(vms);
    }

    /** Take one; empty when none is left. */
    List<Vm> next() {
      lock.lock();
      try {
        return waiting.isEmpty() ? List.of() : List.of(waiting.poll());
      } finally {
        lock.unlock();
      }
    }
  }
}
