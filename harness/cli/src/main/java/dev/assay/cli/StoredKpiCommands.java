package dev.assay.cli;

import dev.assay.analysis.change.Direction;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.TableText;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.judge.trend.Band;
import dev.assay.judge.trend.KpiLine;
import dev.assay.judge.trend.KpiTrends;
import dev.assay.store.KpiBook;
import dev.assay.store.KpiBook.AnalysedLine;
import dev.assay.store.KpiBook.FoundChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers about the KPIs that are stored, over builds. */
record StoredKpiCommands(KpiBook book) {

  private static final int LATEST = 20;
  private static final String ANY = "any KPI";

  private KpiTrends trends() {
    return new KpiTrends(book);
  }

  /** List every line with its latest reading and how many changes it has had. */
  Answer list() {
    var rows = new Rows("kpi", "unit", "better", "builds", "latest build", "latest", "changes");
    var changes = changes();
    for (var line : some(trends().lines(Optional.empty()), ANY)) {
      int last = line.builds().size() - 1;
      rows.add(line.name(), line.kpi().unit(), better(line), line.builds().size(), line.builds().getLast().value(), median(line, last),
          changes.getOrDefault(line.name(), List.of()).size());
    }
    return Answer.of(rows);
  }

  /** Show the latest readings of a KPI, a row per build. */
  Answer show(String kpi) {
    var rows = new Rows("kpi", "build", "runs", "reading", "unit", "change");
    var changes = changes();
    for (var line : named(kpi)) {
      var known = new TreeMap<String, String>();
      changes.getOrDefault(line.name(), List.of()).forEach(change -> known.put(change.build().value(), change.meaning() + " " + KpiNumbers.percent(change.percent())));
      for (int build = Math.max(0, line.builds().size() - LATEST); build < line.builds().size(); build++) {
        rows.add(line.name(), line.builds().get(build).value(), line.readings().get(build).length, median(line, build), line.kpi().unit(),
            known.getOrDefault(line.builds().get(build).value(), ""));
      }
    }
    return Answer.of(rows);
  }

  /** Tell where readings are expected, whether the latest lies there, and how many runs it takes to see a change of so many percent. */
  Answer bands(Optional<String> kpi, Optional<BuildId> release, double change) {
    kpi.ifPresent(this::named);
    var bands = some(trends().bands(kpi, release), ANY);
    var rows = new Rows("kpi", "unit", "low", "level", "high", "latest", "place", "since", "builds", "noise percent", "detectable percent", "runs to show change", "since release percent");
    var table = new Rows("kpi", "band", "level", "latest", "place", "since", "builds", "noise", "5 runs show", KpiNumbers.plain(change) + "% takes", "since release");
    for (var band : bands) {
      var place = band.place().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      var runs = band.runsToShow(change);
      rows.add(band.line().name(), band.line().kpi().unit(), band.low(), band.level(), band.high(), band.latest(), place, band.since().value(), band.builds(),
          band.noisePercent(), orUnknown(band.detectablePercent()), runs.isPresent() ? (Object) runs.getAsInt() : "unknown", orUnknown(band.sinceReleasePercent()));
      table.add(band.line().name() + " " + band.line().kpi().unit(),
          band.place() == Band.Place.TOO_FEW ? "?" : KpiNumbers.reading(band.low()) + ".." + KpiNumbers.reading(band.high()), KpiNumbers.reading(band.level()),
          KpiNumbers.reading(band.latest()), place, band.since().value(), band.builds(), KpiNumbers.plain(band.noisePercent()) + "%",
          band.detectablePercent().isPresent() ? KpiNumbers.plain(band.detectablePercent().getAsDouble()) + "%" : "?",
          runs.isPresent() ? runs.getAsInt() + " runs" : "?",
          band.sinceReleasePercent().isPresent() ? KpiNumbers.percent(band.sinceReleasePercent().getAsDouble()) : "");
    }
    return new Answer(terminal -> TableText.print(table, terminal), rows.asMaps(), rows);
  }

  /** List the changes of all KPIs or of one, latest first, with who accepted them. */
  Answer changesOf(Optional<String> kpi, boolean openOnly) {
    kpi.ifPresent(this::named);
    var accepted = new TreeMap<String, String>();
    book.acceptances().forEach(one -> accepted.put(one.line() + "\n" + one.build(), one.owner() + ": " + one.reason()));
    var rows = new Rows("kpi", "build", "earliest", "latest", "meaning", "before", "after", "percent", "cliffs delta", "provisional", "went away", "accepted");
    var table = new Rows("kpi", "build", "range", "meaning", "before", "after", "delta", "state");
    trends().analyse().stream()
        .filter(line -> kpi.isEmpty() || isOf(line.line(), kpi.get()))
        .flatMap(line -> line.changes().stream().map(change -> Map.entry(line.line(), change)))
        .sorted(java.util.Comparator.comparingLong((Map.Entry<String, FoundChange> entry) -> entry.getValue().run()).reversed().thenComparing(Map.Entry::getKey))
        .forEach(entry -> {
          var change = entry.getValue();
          var by = accepted.getOrDefault(entry.getKey() + "\n" + change.build(), "");
          if (openOnly && (!by.isEmpty() || change.wentAway() || !change.meaning().equals("regression"))) {
            return;
          }
          rows.add(entry.getKey(), change.build().value(), change.earliest().value(), change.latest().value(), change.meaning(), change.before(), change.after(),
              change.percent(), change.delta(), change.provisional(), change.wentAway(), by);
          table.add(entry.getKey(), change.build().value(), change.earliest() + ".." + change.latest(), change.meaning(), KpiNumbers.reading(change.before()),
              KpiNumbers.reading(change.after()), KpiNumbers.percent(change.percent()), state(change, by));
        });
    return new Answer(terminal -> {
      if (rows.isEmpty()) {
        terminal.line("no change found");
      } else {
        TableText.print(table, terminal);
      }
    }, rows.asMaps(), rows);
  }

  private static String state(FoundChange change, String accepted) {
    if (!accepted.isEmpty()) {
      return "accepted by " + accepted;
    }
    return change.wentAway() ? "went away" : change.provisional() ? "provisional" : change.meaning().equals("regression") ? "open" : "";
  }

  /** Accept a change that was found, so that the level after it is the baseline. */
  Answer accept(String line, String build, String owner, String reason, boolean dryRun) {
    if (owner.isBlank() || reason.isBlank()) {
      throw new AssayException.Usage("accepting a change: an owner and a reason are needed");
    }
    var found = changes().getOrDefault(line, List.of()).stream().map(change -> change.build().value()).toList();
    if (!found.contains(build)) {
      throw new AssayException.Nothing("accepting the change of KPI " + line + " at build " + build + ": no such change was found"
          + (found.isEmpty() ? "; see assay kpi changes" : "; it changed at " + String.join(", ", found)));
    }
    if (!dryRun) {
      book.accept(line, BuildId.of(build), owner, reason);
    }
    return Answer.of(new Rows("kpi", "build", "owner", "reason", "state").add(line, build, owner, reason, dryRun ? "would be accepted" : "accepted"));
  }

  private Map<String, List<FoundChange>> changes() {
    var changes = new TreeMap<String, List<FoundChange>>();
    trends().analyse().forEach((AnalysedLine line) -> changes.put(line.line(), line.changes()));
    return changes;
  }

  private List<KpiLine> named(String kpi) {
    return some(trends().lines(Optional.of(kpi)), "KPI " + kpi + "");
  }

  private static <T> List<T> some(List<T> found, String what) {
    if (found.isEmpty()) {
      throw new AssayException.Nothing("looking for readings of " + what + ": none are stored" + (what.equals(ANY) ? "" : "; what there is: assay kpi ls") + "; to measure: assay run perf");
    }
    return found;
  }

  private static boolean isOf(String line, String kpi) {
    return line.equals(kpi) || line.startsWith(kpi + "{");
  }

  private static String better(KpiLine line) {
    return line.direction() == Direction.BOTH ? "neither" : line.direction().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static double median(KpiLine line, int build) {
    return dev.assay.analysis.stats.Descriptive.median(line.readings().get(build));
  }

  private static Object orUnknown(java.util.OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? (Object) value.getAsDouble() : "unknown";
  }
}
