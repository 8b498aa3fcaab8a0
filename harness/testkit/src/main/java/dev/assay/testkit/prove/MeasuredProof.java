package dev.assay.testkit.prove;

import dev.assay.analysis.change.Direction;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.BuildComparison;
import dev.assay.analysis.compare.Finding;
import dev.assay.analysis.compare.KpiReadings;
import dev.assay.analysis.compare.Rules;
import dev.assay.analysis.stats.Descriptive;
import dev.assay.core.Build;
import dev.assay.core.defect.Defects;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.inventory.Lab;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Room;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a tier's readings are worth: runs of builds that carry a defect held against runs of builds without, by the comparison
 * that the gate makes of a build with those before it.
 */
public record MeasuredProof(Lab lab, Build build, Suite tier, Selection selection) {

  /**
   * The readings of one run: of each KPI the median of what was sampled.
   *
   * @param took how long it measured, in the lab's time
   */
  public record Run(SequencedMap<String, Reading> readings, Duration took) {}

  /** One KPI's reading of one run. */
  public record Reading(Kpi kpi, double value) {}

  /**
   * What the comparison said.
   *
   * @param kpis how many were compared
   * @param worse those that became worse, the most changed first
   * @param after how long the runs in question measured, in the lab's time
   */
  public record Judgement(int kpis, List<Finding> worse, Duration after) {}

  /** Run the tier once with this seed. */
  public Run run(long seed, Defects defects) {
    var plan = Planner.plan(tier, build, selection, Room.of(lab, build));
    var hosts = new HostChoice(lab).of(plan.need(1).running(build.generation()));
    var trial = SuiteTrial.run(lab, plan, seed, hosts, defects, false);
    var samples = trial.journal().attempts().stream()
        .flatMap(entry -> entry.samples().stream())
        .collect(Collectors.groupingBy(MeasuredProof::name, TreeMap::new, Collectors.toList()));
    var readings = new TreeMap<String, Reading>();
    samples.forEach((name, own) -> readings.put(name, new Reading(own.getFirst().kpi(), Descriptive.median(own.stream().mapToDouble(Sample::value).toArray()))));
    return new Run(readings, Proof.tried(trial.journal().events()));
  }

  /** A KPI is what is measured and all that it hangs on, except for the single host and VM: as the gate takes it. */
  private static String name(Sample sample) {
    var dimensions = new TreeMap<>(sample.dimensions());
    dimensions.keySet().removeAll(List.of("host", "vm"));
    return sample.kpi().name() + (dimensions.isEmpty() ? "" : dimensions.toString().replace(", ", ","));
  }

  /** Hold repeats of a build against runs of those before it, oldest first. */
  public static Judgement judge(List<Run> before, List<Run> repeats) {
    var names = repeats.stream().flatMap(run -> run.readings().keySet().stream()).distinct().sorted().toList();
    var compared = names.stream().map(name -> readings(name, before, repeats)).toList();
    var worse = BuildComparison.compare(compared, Rules.DEFAULT).stream()
        .filter(finding -> finding.answer() == Finding.Answer.REGRESSION)
        .sorted(Comparator.comparingDouble((Finding finding) -> -Math.abs(finding.percent())))
        .toList();
    return new Judgement(names.size(), worse, repeats.stream().map(Run::took).reduce(Duration.ZERO, Duration::plus));
  }

  private static KpiReadings readings(String name, List<Run> before, List<Run> repeats) {
    var kpi = repeats.stream().flatMap(run -> Optional.ofNullable(run.readings().get(name)).stream()).findFirst().orElseThrow().kpi();
    var baseline = new ArrayList<double[]>();
    before.forEach(run -> values(name, List.of(run)).ifPresent(baseline::add));
    return new KpiReadings(new Series(name, direction(kpi), baseline), values(name, repeats).orElseThrow(), Optional.empty());
  }

  private static Optional<double[]> values(String name, List<Run> runs) {
    var values = runs.stream().flatMap(run -> Optional.ofNullable(run.readings().get(name)).stream()).mapToDouble(Reading::value).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(values);
  }

  private static Direction direction(Kpi kpi) {
    return switch (kpi.better()) {
      case LOWER -> Direction.LOWER;
      case HIGHER -> Direction.HIGHER;
      case NEITHER -> Direction.BOTH;
    };
  }
}
