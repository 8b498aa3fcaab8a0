package dev.assay.judge.trend;

import dev.assay.analysis.change.ChangePoint;
import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.compare.Rules;
import dev.assay.core.BuildId;
import dev.assay.store.KpiBook;
import dev.assay.store.KpiBook.Acceptance;
import dev.assay.store.KpiBook.AnalysedLine;
import dev.assay.store.KpiBook.FoundChange;
import dev.assay.store.KpiBook.RunReading;
import dev.assay.store.KpiBook.SeriesReadings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored KPIs over builds. */
public final class KpiTrends {

  /** So many of the latest builds are analysed anew when some were added; changes before them have settled. */
  private static final int WINDOW = 300;

  /** What a window shows so close to its beginning lacks the builds before it. */
  private static final int MARGIN = 30;

  private final KpiBook book;

  public KpiTrends(KpiBook book) {
    this.book = book;
  }

  /** List all lines, or those of one metric, by name. */
  public List<KpiLine> lines(Optional<String> kpi) {
    return KpiLine.of(book.readings(kpi, 0));
  }

  /** Bring what is stored up to the latest build, and return it by line; only what was added is analysed, KPIs in parallel. */
  public List<AnalysedLine> analyse() {
    var known = new TreeMap<String, AnalysedLine>();
    book.analysed().forEach(line -> known.put(line.line(), line));
    long firstRun = known.isEmpty() ? 0 : book.firstRunOfLatest(WINDOW);
    var lines = KpiLine.of(book.readings(Optional.empty(), firstRun)).stream().filter(line -> !isUpToDate(known, line)).toList();
    boolean whole = firstRun == 0 || lines.stream().anyMatch(line -> isTooFarBehind(known, line));
    var changed = whole && firstRun > 0 ? lines(Optional.empty()).stream().filter(line -> !isUpToDate(known, line)).toList() : lines;
    var found = changed.parallelStream().map(line -> whole ? analysed(line) : continued(known.get(line.name()), line)).toList();
    if (!found.isEmpty()) {
      book.keep(found);
      found.forEach(line -> known.put(line.line(), line));
    }
    return List.copyOf(known.values());
  }

  /** Return the band of each line, by name; drift is measured against a release, if one is named. */
  public List<Band> bands(Optional<String> kpi, Optional<BuildId> release) {
    var analysed = analyse().stream().collect(Collectors.toMap(AnalysedLine::line, AnalysedLine::changes));
    var acceptances = book.acceptances();
    return lines(kpi).stream().map(line -> Band.of(line, analysed.getOrDefault(line.name(), List.of()), acceptances, release)).toList();
  }

  /**
   * Return what a build is held against, by line: the baseline among the builds before it, which are those that were run before its first
   * run and those that surely came out before it, whenever they were run; whatever has been found since.
   *
   * @param isNewer whether the first build surely came out after the second, whenever they were run
   */
  public Map<String, Series> baselinesOf(BuildId build, BiPredicate<BuildId, BuildId> isNewer) {
    var series = book.readings(Optional.empty(), book.firstRunOfLatest(WINDOW));
    var runs = series.stream().flatMap(one -> one.runs().stream());
    long first = runs.filter(run -> run.build().equals(build)).mapToLong(RunReading::run).min().orElse(Long.MAX_VALUE);
    var newer = series.stream().flatMap(one -> one.runs().stream()).map(RunReading::build).distinct().filter(one -> one.equals(build) || isNewer.test(one, build)).collect(Collectors.toSet());
    var before = series.stream()
        .map(one -> new SeriesReadings(one.kpi(), one.dimensions(), one.runs().stream()
            .filter(run -> !newer.contains(run.build()) && (run.run() < first || isNewer.test(build, run.build()))).toList()))
        .filter(one -> !one.runs().isEmpty())
        .toList();
    var acceptances = book.acceptances();
    var baselines = KpiLine.of(before).parallelStream().map(line -> baseline(line.inOrder(isNewer), acceptances)).toList();
    return baselines.stream().collect(Collectors.toMap(Series::id, Function.identity(), (one, _) -> one, TreeMap::new));
  }

  private static Series baseline(KpiLine line, List<Acceptance> acceptances) {
    var level = Baseline.of(line, changes(line), acceptances);
    return new Series(line.name(), line.direction(), line.readings().subList(level.from(), level.to()));
  }

  /** Compare two builds. */
  public Comparison compare(BuildId base, BuildId fresh, Rules rules) {
    return Comparison.of(lines(Optional.empty()), analyse(), base, fresh, rules);
  }

  private static boolean isUpToDate(Map<String, AnalysedLine> known, KpiLine line) {
    return known.containsKey(line.name()) && known.get(line.name()).lastRun() == line.lastRun();
  }

  /** Whether too few builds of the window were known when the line was analysed, if it ever was. */
  private static boolean isTooFarBehind(Map<String, AnalysedLine> known, KpiLine line) {
    var before = known.get(line.name());
    return before == null || line.firstRuns().stream().filter(run -> run <= before.lastRun()).count() < 2 * MARGIN;
  }

  private static AnalysedLine analysed(KpiLine line) {
    return new AnalysedLine(line.name(), line.lastRun(), changes(line));
  }

  private static AnalysedLine continued(AnalysedLine before, KpiLine window) {
    long settledUntil = window.firstRuns().get(MARGIN);
    var settled = before.changes().stream().filter(change -> change.run() < settledUntil);
    var anew = changes(window).stream().filter(change -> change.run() >= settledUntil);
    return new AnalysedLine(before.line(), window.lastRun(), Stream.concat(settled, anew).toList());
  }

  private static List<FoundChange> changes(KpiLine line) {
    return ChangePoints.detect(line.series()).changes().stream().map(change -> found(line, change)).toList();
  }

  private static FoundChange found(KpiLine line, ChangePoint change) {
    return new FoundChange(
        line.firstRuns().get(change.build()), line.builds().get(change.build()), line.builds().get(change.earliest()), line.builds().get(change.latest()),
        change.meaning().name().toLowerCase(Locale.ROOT), change.before(), change.after(), change.percent(), change.percentInterval().low(),
        change.percentInterval().high(), change.cliffsDelta(), change.provisional(), change.wentAway(), change.strength());
  }
}
