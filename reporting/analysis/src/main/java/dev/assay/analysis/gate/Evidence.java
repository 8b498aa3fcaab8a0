package dev.assay.analysis.gate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Words figures with their denominators. */
final class Evidence {

  private static final int NAMES_SHOWN = 3;

  private Evidence() {}

  static String of(SuiteRun run) {
    return share(run.counts().passed(), run.counts().asked()) + " passed" + rest(run);
  }

  /** Write a share such as {@code 403/418 = 96.41 %}; rounded down, so that it never looks better than it is. */
  static String share(long part, long whole) {
    var hundredths = whole == 0 ? 0 : 10_000 * part / whole;
    return part + "/" + whole + " = " + String.format(Locale.ROOT, "%d.%02d %%", hundredths / 100, hundredths % 100);
  }

  static String rest(SuiteRun run) {
    var counts = run.counts();
    var unfinished = counts.undecided() - counts.inconclusive();
    var text = new StringBuilder();
    append(text, counts.inconclusive(), " inconclusive");
    append(text, unfinished, " not ended");
    append(text, counts.skipped(), " skipped");
    return text.append(" (").append(run.run()).append(')').append(run.remark().isEmpty() ? "" : "; " + run.remark()).toString();
  }

  private static void append(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(what);
    }
  }

  static String age(Duration age) {
    return age.toDays() >= 2 ? age.toDays() + " days" : age.toHours() >= 2 ? age.toHours() + " hours" : age.toMinutes() + " minutes";
  }

  static String some(List<String> names, String what) {
    var shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
    var count = names.size() + " " + what + (names.size() == 1 ? "" : "s");
    return count + " (" + shown + (names.size() > NAMES_SHOWN ? ", ..." : "") + ")";
  }
}
