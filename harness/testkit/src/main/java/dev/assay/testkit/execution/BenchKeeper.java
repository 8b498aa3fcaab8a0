package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.plan.BenchShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Has the bench ready when a case wants it: installs, shapes, tidies, and builds anew what got spoiled. */
final class BenchKeeper {

  private final Bench bench;
  private final BenchStrategy strategy;
  private final Watch watch;
  private Optional<BenchShape> shape = Optional.empty();
  private Optional<AssayException> untold = Optional.empty();
  private boolean uninstallable;

  BenchKeeper(Bench bench, BenchStrategy strategy, Watch watch) {
    this.bench = bench;
    this.strategy = strategy;
    this.watch = watch;
  }

  Bench bench() {
    return bench;
  }

  List<HostId> hosts() {
    return bench.hosts();
  }

  /** Install ahead of the first case; a failure is reported by the case that then needs the bench. */
  void install() {
    try {
      bringToBuild();
    } catch (StaleLeaseException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
      untold = Optional.of(e);
    }
  }

  /**
   * Bring the bench to this shape.
   *
   * @throws AssayException.Product when the product refused; anything else that goes wrong is the lab's
   */
  void prepare(BenchShape wanted) {
    if (!bench.spoiled() && shape.filter(wanted::equals).isPresent()) {
      return;
    }
    shape = Optional.empty();
    tellWhatFailedBefore();
    bringToBuild();
    building("building a bench (" + wanted.describe() + ")", () -> strategy.shape(bench, wanted));
    bench.history().append("bench.ready", names(), Map.of("shape", wanted.describe()));
    shape = Optional.of(wanted);
  }

  private void tellWhatFailedBefore() {
    var failed = untold;
    untold = Optional.empty();
    failed.ifPresent(e -> {
      throw e;
    });
  }

  private void bringToBuild() {
    uninstallable = true;
    building("installing " + bench.build().id(), () -> strategy.install(bench));
    uninstallable = false;
  }

  /** What never got there while a bench is built is the lab's matter. */
  private void building(String doing, Runnable step) {
    try {
      watch.over("preparing", Patience.preparing(bench.time().now()), () -> {
        step.run();
        return true;
      });
    } catch (AssayException.TimedOut e) {
      spoil(e.getMessage());
      throw new AssayException.Lab(doing + " on " + hosts() + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      spoil(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Whether the last try to install the build on these hosts failed. */
  boolean cannotBeInstalled() {
    return uninstallable;
  }

  /** Remove what a case left; a bench that does not get clean is built anew for the next one. */
  void tidy(Duration limit) {
    try {
      var wrong = watch.over("tidying", Patience.tidying(limit, bench.time().now()), () -> strategy.tidy(bench));
      if (!wrong.isEmpty()) {
        spoil(String.join("; ", wrong));
      }
    } catch (StaleLeaseException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException.TimedOut e) {
      spoil(String.valueOf(e.getMessage()));
    } catch (AssayException e) {
      spoil("tidying: " + e.getMessage());
    }
  }

  void spoil(String why) {
    bench.spoil();
    bench.history().append("bench.spoiled", names(), Map.of("why", why.lines().findFirst().orElse("")));
  }

  /** Collect evidence; what was had before the time for that was over is had. */
  void evidence(Consumer<Evidence> into) {
    watch.over("collecting evidence", Patience.evidence(hosts().size(), bench.time().now()), () -> {
      strategy.evidence(bench, into);
      return true;
    });
  }

  private String names() {
    return String.join(" ", hosts().stream().map(HostId::value).toList());
  }
}
