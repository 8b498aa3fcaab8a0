package dev.assay.judge.kpi;

import dev.assay.analysis.change.ChangePoint;
import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.change.Detection;
import dev.assay.analysis.change.Replay;
import dev.assay.analysis.change.Series;
import dev.assay.analysis.change.Strength;
import dev.assay.analysis.family.Family;
import dev.assay.analysis.family.Move;
import dev.assay.analysis.family.Together;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Answer;
import dev.assay.judge.kpi.KpiFiles.Mode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Words what change-point detection found; series are analysed in parallel and told in their order. */
final class DetectReport {

  private DetectReport() {}

  static Answer of(List<Series> series, Mode mode) {
    var json = new JsonOutput();
    var text = new StringBuilder();
    switch (mode) {
      case Mode.Findings() -> findings(each(series, ChangePoints::detect), json, text);
      case Mode.Indices() -> tell(series, each(series, ChangePoints::indices), (id, found) -> indices(id, found, json, text));
      case Mode.Online(var warmup) -> tell(series, each(series, one -> Replay.of(one, warmup)), (id, found) -> alerts(id, found, json, text));
    }
    return new Answer(json.text(), text.toString(), ExitCode.OK);
  }

  private static <T> List<T> each(List<Series> series, Function<Series, T> analysis) {
    return series.parallelStream().map(analysis).toList();
  }

  private interface Told<T> {
    void tell(String id, T found);
  }

  private static <T> void tell(List<Series> series, List<T> found, Told<T> told) {
    for (int i = 0; i < found.size(); i++) {
      told.tell(series.get(i).id(), found.get(i));
    }
  }

  private static void indices(String id, int[] found, JsonOutput json, StringBuilder text) {
    json.put(id, (Object) found);
    text.append(id).append(' ').append(Arrays.toString(found)).append('\n');
  }

  private static void alerts(String id, List<Replay.Alert> alerts, JsonOutput json, StringBuilder text) {
    json.put(id, alerts.stream().map(alert -> new JsonOutput().put("build", (Object) alert.build()).put("cp", (Object) alert.changePoint())).toList());
    alerts.forEach(alert -> text.append(id).append(" alert once ").append(alert.build()).append(" builds were known: new level since build ")
        .append(alert.changePoint()).append('\n'));
  }

  private static void findings(List<Detection> detections, JsonOutput json, StringBuilder text) {
    var groups = Together.of(detections.stream().flatMap(detection -> detection.changes().stream().map(change -> move(detection.id(), change))).toList());
    var together = new HashMap<Move, List<String>>();
    groups.forEach(group -> group.forEach(move -> together.put(move, group.stream().map(Move::kpi).filter(kpi -> !kpi.equals(move.kpi())).toList())));
    for (var detection : detections) {
      json.put(detection.id(), new JsonOutput()
          .put("readings", (Object) detection.readings())
          .put("noisePercent", detection.noisePercent())
          .put("autocorrelation", detection.autocorrelation())
          .put("driftPercentPerBuild", detection.driftPercent())
          .put("stableSince", (Object) detection.stableSince())
          .put("bimodal", (Object) detection.bimodal())
          .put("family", (Object) Family.of(detection.id()))
          .put("changes", detection.changes().stream().map(change -> change(change, with(together, detection, change))).toList()));
      detection.changes().forEach(change -> text.append(line(detection, change)));
    }
    groups.stream().filter(group -> group.size() > 1).forEach(group -> text.append(line(group)));
  }

  private static List<String> with(Map<Move, List<String>> together, Detection detection, ChangePoint change) {
    return together.getOrDefault(move(detection.id(), change), List.of());
  }

  private static Move move(String id, ChangePoint change) {
    return new Move(id, Family.of(id), word(change), change.earliest(), change.latest());
  }

  private static JsonOutput change(ChangePoint change, List<String> movedWith) {
    return new JsonOutput()
        .put("index", (Object) change.build())
        .put("range", (Object) new int[] {change.earliest(), change.latest()})
        .put("meaning", (Object) word(change))
        .put("before", change.before())
        .put("after", change.after())
        .put("percent", change.percent())
        .put("percentInterval", change.percentInterval())
        .put("cliffsDelta", change.cliffsDelta())
        .put("provisional", (Object) change.provisional())
        .put("wentAway", (Object) change.wentAway())
        .put("strength", change.strength())
        .put("witnesses", witnesses(change.witnesses()))
        .put("movedWith", (Object) movedWith);
  }

  private static JsonOutput witnesses(Strength witnesses) {
    return new JsonOutput()
        .put("ranks", witnesses.ranks())
        .put("spread", witnesses.spread())
        .put("length", witnesses.length())
        .put("shape", witnesses.shape());
  }

  private static String word(ChangePoint change) {
    return change.meaning().name().toLowerCase(Locale.ROOT);
  }

  private static String line(List<Move> group) {
    int earliest = group.stream().mapToInt(Move::earliest).max().orElse(0);
    int latest = group.stream().mapToInt(Move::latest).min().orElse(0);
    return String.format(Locale.ROOT, "together: %d KPIs of %s, %s at build %d..%d: %s%n", group.size(), group.getFirst().family(), group.getFirst().meaning(),
        earliest, latest, String.join(", ", group.stream().map(Move::kpi).toList()));
  }

  private static String line(Detection detection, ChangePoint change) {
    return String.format(
        Locale.ROOT, "%s build %d (%d..%d) %s %s -> %s %+.1f %% [%+.1f, %+.1f]%s%s%s%n", detection.id(), change.build(), change.earliest(), change.latest(),
        word(change), change.before(), change.after(), change.percent(), change.percentInterval().low(), change.percentInterval().high(),
        change.provisional() ? " provisional" : "", change.wentAway() ? " went away" : "", detection.bimodal() ? " (readings have two modes)" : "");
  }
}
