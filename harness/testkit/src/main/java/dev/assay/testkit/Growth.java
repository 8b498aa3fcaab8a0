package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * VMs are cloned and started by several clients until there are as many as wanted, or until too many failed.
 *
 * @param failures how many may fail before no more are made
 */
public record Growth(Vm origin, int clients, int most, int failures) {

  private static final Duration BOOT = Duration.ofMinutes(60);
  /** A client whose VM failed leaves the product alone for so long: the reference procedure's. */
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(120);

  /**
   * What came of it.
   *
   * @param up those that came up, in the order in which they did
   * @param failures what was seen of each that did not; it was destroyed
   */
  public record Grown(List<Vm> up, List<String> failures) {}

  public static Growth of(Vm origin) {
    return new Growth(origin, 1, 1, 0);
  }

  public Growth by(int manyClients) {
    return new Growth(origin, manyClients, most, failures);
  }

  public Growth upTo(int vms) {
    return new Growth(origin, clients, vms, failures);
  }

  /** Go on until more than so many failed. */
  public Growth despite(int manyFailures) {
    return new Growth(origin, clients, most, manyFailures);
  }

  public Grown run() {
    return new Running(this, origin.toolstack().time()).run();
  }

  /** A growth under way. */
  private static final class Running {
    private final Growth growth;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Vm> up = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int wanted;

    Running(Growth growth, Time time) {
      this.growth = growth;
      this.time = time;
      this.wanted = growth.most;
    }

    Grown run() {
      new Crew(time, growth.clients).doing(IntStream.range(0, growth.clients).boxed().toList(), _ -> work());
      return new Grown(List.copyOf(up), List.copyOf(failed));
    }

    private void work() {
      while (locked(this::takesOneMore)) {
        var vm = growth.origin.copyOnWriteClone();
        try {
          vm.powerOn();
          vm.awaitLogin(BOOT);
          locked(() -> up.add(vm));
        } catch (AssayException.Product | AssayException.TimedOut e) {
          locked(() -> failed.add(vm.name() + ": " + e.getMessage()) && wanted++ >= 0);
          vm.close();
          time.sleep(AFTER_FAILURE);
        }
      }
    }

    private boolean takesOneMore() {
      boolean more = failed.size() <= growth.failures && wanted > 0;
      wanted -= more ? 1 : 0;
      return more;
    }

    private <T> T locked(Supplier<T> change) {
      lock.lock();
      try {
        return change.get();
      } finally {
        lock.unlock();
      }
    }
  }
}
