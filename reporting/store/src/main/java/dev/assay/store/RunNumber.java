package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import java.util.regex.Pattern;

/** The number inside a run's name: {@code R-17} is kept as 17. */
final class RunNumber {

  private static final Pattern NAME = Pattern.compile("R-([1-9]\\d{0,17})");

  private RunNumber() {}

  static long of(RunId run) {
    var matcher = NAME.matcher(run.value());
    if (!matcher.matches()) {
      throw new AssayException.Usage("looking for run '" + run + "': runs are named R-1, R-2 and so on; see: assay status");
    }
    return Long.parseLong(matcher.group(1));
  }

  static RunId name(long number) {
    return RunId.of("R-" + number);
  }
}
