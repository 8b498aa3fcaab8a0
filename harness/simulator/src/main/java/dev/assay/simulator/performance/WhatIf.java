package dev.assay.simulator.performance;

import dev.assay.core.AssayException;
import dev.assay.core.time.Chance;
import java.util.List;
import java.util.Optional;

/** Runs the experiments that calibrate the model on a host that is changed, and says what bounded each. */
public final class WhatIf {

  private interface Experiment {
    double run(Experiments on, String generation);
  }

  /** An experiment by its name. */
  private record Kind(String name, String unit, Experiment experiment) {}

  private static final List<Kind> KINDS = List.of(
      new Kind("boot-storm", "s", (on, generation) -> on.bootStorm(generation, Experiments.STORM)),
      new Kind("boot-alone", "s", (on, generation) -> on.bootStorm(generation, 1)),
      new Kind("density", "VMs", (on, generation) -> on.density(generation, 1000, true)),
      new Kind("start", "s", Experiments::idleStart),
      new Kind("list-in-storm", "s", Experiments::listInStorm),
      new Kind("disk-read", "GB/s", (on, generation) -> on.disk(generation, true)),
      new Kind("disk-write", "GB/s", (on, generation) -> on.disk(generation, false)),
      new Kind("network", "Gb/s", Experiments::network),
      new Kind("migration", "s", Experiments::migration));

  /** The names of the experiments. */
  public static final List<String> EXPERIMENTS = KINDS.stream().map(Kind::name).toList();

  /**
   * One experiment's result.
   *
   * @param bound the resource that was used most, and how much
   */
  public record Result(String experiment, String unit, double value, String bound) {}

  private WhatIf() {}

  /** Run one experiment; equal seeds, releases and settings give equal results. */
  public static Result run(String experiment, String generation, HostSettings settings, long seed) {
    var kind = KINDS.stream()
        .filter(known -> known.name.equals(experiment))
        .findFirst()
        .orElseThrow(() -> new AssayException.Usage("running '" + experiment + "' on the performance model: there is no such experiment; there are " + String.join(", ", EXPERIMENTS)));
    var use = new Use();
    var experiments = new Experiments(Chance.seeded(seed).fork("calibration"), settings, Optional.of(use));
    return new Result(kind.name, kind.unit, kind.experiment.run(experiments, generation), use.bound());
  }
}
