package dev.assay.testkit.execution;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.bench.BenchStrategy;
import dev.assay.testkit.plan.BenchShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the bench ready when a case wants it: installs, shapes, tidies, and builds anew what got spoiled. */
final class BenchKeeper {

  private final Bench bench;
  private final BenchStrategy strategy;
  private Optional<BenchShape> shape = Optional.empty();

  BenchKeeper(Bench bench, BenchStrategy strategy) {
    this.bench = bench;
    this.strategy = strategy;
  }

  Bench bench() {
    return bench;
  }

  List<HostId> hosts() {
    return bench.hosts();
  }

  /** Install ahead of the first case; a failure spoils the bench, and is reported by the case that then needs it. */
  void install() {
    try {
      strategy.install(bench);
    } catch (StaleLeaseException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
      spoil("installation failed: " + e.getMessage());
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
    try {
      strategy.install(bench);
      strategy.shape(bench, wanted);
    } catch (AssayException.TimedOut e) {
      spoil(e.getMessage());
      throw new AssayException.Lab("building a bench (" + wanted.describe() + ") on " + hosts() + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      spoil(String.valueOf(e.getMessage()));
      throw e;
    }
    bench.history().append("bench.ready", names(), Map.of("shape", wanted.describe()));
    shape = Optional.of(wanted);
  }

  /** Remove what a case left; a bench that does not get clean is built anew for the next one. */
  void tidy() {
    try {
      var wrong = strategy.tidy(bench);
      if (!wrong.isEmpty()) {
        spoil(String.join("; ", wrong));
      }
    } catch (StaleLeaseException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (AssayException e) {
      spoil("tidying: " + e.getMessage());
    }
  }

  void spoil(String why) {
    bench.spoil();
    bench.history().append("bench.spoiled", names(), Map.of("why", why.lines().findFirst().orElse("")));
  }

  List<Evidence> evidence() {
    return strategy.evidence(bench);
  }

  private String names() {
    return String.join(" ", hosts().stream().map(HostId::value).toList());
  }
}
