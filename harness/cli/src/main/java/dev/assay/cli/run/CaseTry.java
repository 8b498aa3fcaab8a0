package dev.assay.cli.run;

import dev.assay.analysis.stats.Descriptive;
import dev.assay.cli.Asker;
import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.SuiteName;
import dev.assay.core.kpi.Sample;
import dev.assay.judge.Judge;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries just one case on a build, through the queue for hosts like any run, and reads what came of it.
 *
 * <p>A try is known by its build, case and seed: one that has been run already is read, not run again.
 */
public final class CaseTry {

  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final int PRIORITY = 4;

  private final Services services;
  private final CaseId testCase;
  private final Optional<String> kpi;

  /**
   * Make tries of a case.
   *
   * @param kpi the metric whose median is the value of a try; its verdict when empty
   */
  public CaseTry(Services services, CaseId testCase, Optional<String> kpi) {
    this.services = services;
    this.testCase = testCase;
    this.kpi = kpi;
  }

  /**
   * What a try came to.
   *
   * @param value the reading, or 1 for failed and 0 for passed; empty when it was inconclusive or measured nothing
   * @param hostClass of the host that it ran on
   */
  public record Result(String run, String hostClass, Optional<Double> value) {}

  /** Try it, or read what a try of this build and seed gave. */
  public Result on(BuildId build, long seed) {
    var done = find(build, seed);
    if (done.isEmpty()) {
      run(build, seed);
      done = find(build, seed);
    }
    return read(done.orElseThrow(() -> new AssayException.Nothing("trying " + testCase + " on build " + build + ": its run left nothing behind")));
  }

  /** Run it; a try that a killed process left unfinished is finished, not begun anew beside it. */
  private void run(BuildId build, long seed) {
    var begun = triesOf(build).filter(run -> run.state() != RunRecord.State.DONE && run.header().seed() == seed).findFirst();
    if (begun.isPresent() && begun.get().state() == RunRecord.State.RUNNING && !Controllers.isKnownDead(begun.get().header().controller())) {
      throw new AssayException.Usage("trying " + testCase + " on build " + build + ": " + begun.get().id() + " is that try, and its controller "
          + begun.get().header().controller() + " may be alive; wait for it, or: assay resume " + begun.get().id() + " --take-over");
    }
    var request = new RunRequest(
        suite().value(), Optional.of(build.value()), services.workspace().labFile(), OptionalLong.of(seed), List.of(), List.of(), List.of(testCase.value()), 1,
        PRIORITY, Asker.name(), Optional.empty());
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var conduct = new Conduct(PATIENCE, Optional.empty(), Optional.empty(), Set.of(), false);
    var controller = new RunController(services, Terminal.plain(nowhere, nowhere), Format.json, suite().value());
    switch (begun.map(run -> controller.resume(run, conduct)).orElseGet(() -> controller.run(request, conduct).exitCode())) {
      case INTERRUPTED -> throw new AssayException.Cancelled("trying " + testCase + " on build " + build + ": interrupted");
      case UNAVAILABLE -> throw new AssayException.Unavailable("trying " + testCase + " on build " + build + ": the database does not answer", null);
      case NO_CAPACITY -> throw new AssayException.Capacity("trying " + testCase + " on build " + build + ": no hosts were to be had");
      case OK, INTERNAL, USAGE, FAILED, NOTHING, NO_GO, INCONCLUSIVE, LAB_FAILURE, TIMEOUT -> {}
    }
  }

  private SuiteName suite() {
    return SuiteName.of(testCase.value().split("/", 2)[0]);
  }

  /** List the tries of this case alone on a build, newest first. */
  public List<RunRecord> earlier(BuildId build) {
    return triesOf(build).filter(run -> run.state() == RunRecord.State.DONE).toList();
  }

  private Stream<RunRecord> triesOf(BuildId build) {
    return services.runs().ofBuild(build.value(), Optional.of(suite())).stream()
        .filter(run -> testCase.value().equals(run.header().options().get(Judge.SELECTION)));
  }

  private Optional<RunRecord> find(BuildId build, long seed) {
    return earlier(build).stream().filter(run -> run.header().seed() == seed).findFirst();
  }

  /** Read what a run says of the case. */
  public Result read(RunRecord run) {
    var record = services.runs().cases(run.id()).stream().filter(planned -> planned.planned().id().equals(testCase)).findFirst();
    var lab = services.workspace().lab();
    var hostClass = record.filter(known -> !known.attempts().isEmpty()).flatMap(known -> known.attempts().getLast().hosts().stream().findFirst())
        .flatMap(lab::host).map(host -> host.hostClass()).orElse("");
    return new Result(run.id().value(), hostClass, kpi.isPresent() ? reading(run, kpi.get()) : verdict(record));
  }

  private static Optional<Double> verdict(Optional<CaseRecord> record) {
    return record.flatMap(CaseRecord::verdict).flatMap(verdict -> switch (verdict) {
      case PASS -> Optional.of(0.0);
      case FAIL -> Optional.of(1.0);
      case INCONCLUSIVE, SKIPPED -> Optional.empty();
    });
  }

  private Optional<Double> reading(RunRecord run, String name) {
    var values = services.runs().samples(run.id()).stream()
        .filter(stored -> stored.testCase().equals(testCase))
        .map(stored -> stored.sample())
        .filter(sample -> sample.kpi().name().equals(name))
        .mapToDouble(Sample::value).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Descriptive.median(values));
  }

  /** Return what a try costs in host-hours of lab time, from the latest run of it; empty when there is none. */
  public Optional<Double> hostHours() {
    return services.findings().past(testCase, 1).stream().findFirst().map(past -> {
      var first = new java.time.Instant[1];
      var last = new java.time.Instant[1];
      services.runs().history(past.run(), event -> {
        first[0] = first[0] == null ? event.at() : first[0];
        last[0] = event.at();
      });
      var whole = first[0] == null ? past.took() : Duration.between(first[0], last[0]);
      boolean alone = services.runs().find(past.run()).filter(run -> run.planned() == 1).isPresent();
      return Math.max(1, past.hosts().size()) * (alone ? whole : past.took()).toMillis() / 3_600_000.0;
    });
  }

  /** Say what so many tries cost, each taking so many host-hours. */
  public static String hours(Optional<Double> each, int tries) {
    return each.map(hours -> String.format(Locale.ROOT, "about %.2f host-hours, at %.3f a run", tries * hours, hours))
        .orElse("host-hours unknown: no run of this case is stored yet");
  }
}
