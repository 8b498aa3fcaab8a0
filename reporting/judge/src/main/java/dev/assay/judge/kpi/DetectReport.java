package dev.assay.judge.kpi;

import dev.assay.analysis.change.ChangePoint;
import dev.assay.analysis.change.ChangePoints;
import dev.assay.analysis.change.Detection;
import dev.assay.analysis.change.Replay;
import dev.assay.analysis.change.Series;
import dev.assay.core.ExitCode;
import dev.assay.judge.kpi.KpiFiles.Answer;
import dev.assay.judge.kpi.KpiFiles.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words what change-point detection found. */
final class DetectReport {

  private DetectReport() {}

  static Answer of(List<Series> series, Mode mode) {
    var json = new JsonOutput();
    var text = new StringBuilder();
    for (var one : series) {
      switch (mode) {
        case Mode.Findings() -> findings(ChangePoints.detect(one), json, text);
        case Mode.Indices() -> indices(one, json, text);
        case Mode.Online(var warmup) -> alerts(one.id(), Replay.of(one, warmup), json, text);
      }
    }
    return new Answer(json.text(), text.toString(), ExitCode.OK);
  }

  private static void indices(Series series, JsonOutput json, StringBuilder text) {
    int[] found = ChangePoints.indices(series);
    json.put(series.id(), (Object) found);
    text.append(series.id()).append(' ').append(Arrays.toString(found)).append('\n');
  }

  private static void alerts(String id, List<Replay.Alert> alerts, JsonOutput json, StringBuilder text) {
    json.put(id, alerts.stream().map(alert -> new JsonOutput().put("build", (Object) alert.build()).put("cp", (Object) alert.changePoint())).toList());
    alerts.forEach(alert -> text.append(id).append(" alert once ").append(alert.build()).append(" builds were known: new level since build ")
        .append(alert.changePoint()).append('\n'));
  }

  private static void findings(Detection detection, JsonOutput json, StringBuilder text) {
    json.put(detection.id(), new JsonOutput()
        .put("readings", (Object) detection.readings())
        .put("noisePercent", detection.noisePercent())
        .put("autocorrelation", detection.autocorrelation())
        .put("driftPercentPerBuild", detection.driftPercent())
        .put("stableSince", (Object) detection.stableSince())
        .put("changes", detection.changes().stream().map(DetectReport::change).toList()));
    detection.changes().forEach(change -> text.append(line(detection.id(), change)));
  }

  private static JsonOutput change(ChangePoint change) {
    return new JsonOutput()
        .put("index", (Object) change.build())
        .put("range", (Object) new int[] {change.earliest(), change.latest()})
        .put("meaning", change.meaning().name().toLowerCase(Locale.ROOT))
        .put("before", change.before())
        .put("after", change.after())
        .put("percent", change.percent())
        .put("percentInterval", change.percentInterval())
        .put("cliffsDelta", change.cliffsDelta())
        .put("provisional", (Object) change.provisional())
        .put("wentAway", (Object) change.wentAway())
        .put("strength", change.strength());
  }

  private static String line(String id, ChangePoint change) {
    return String.format(
        Locale.ROOT, "%s build %d (%d..%d) %s %s -> %s %+.1f %% [%+.1f, %+.1f]%s%s%n", id, change.build(), change.earliest(), change.latest(),
        change.meaning().name().toLowerCase(Locale.ROOT), change.before(), change.after(), change.percent(), change.percentInterval().low(),
        change.percentInterval().high(), change.provisional() ? " provisional" : "", change.wentAway() ? " went away" : "");
  }
}
