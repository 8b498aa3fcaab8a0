package dev.assay.site.pages;

import dev.assay.core.AssayException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the names of runs in addresses. */
final class RunNumbers {

  private static final Pattern NAME = Pattern.compile("R-([1-9]\\d{0,17})");

  private RunNumbers() {}

  static Optional<Long> number(String name) {
    var matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
  }

  static RunFacts find(RunTable runs, String name) {
    return number(name).flatMap(runs::find)
        .orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': no such run is stored; see the list of runs, or: assay status"));
  }
}
