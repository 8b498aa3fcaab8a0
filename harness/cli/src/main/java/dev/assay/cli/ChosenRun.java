package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the run that a command line means. */
final class ChosenRun {

  private ChosenRun() {}

  /** Return the run of this name, or the latest when none is named. */
  static RunRecord of(Runs runs, @Nullable String name) {
    if (name == null) {
      return runs.latest(1).stream().findFirst()
          .orElseThrow(() -> new AssayException.Nothing("looking for the latest run: there are none yet; to begin: assay run bvt"));
    }
    var id = id(name);
    return runs.find(id).orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': there is none"
        + runs.latest(1).stream().findFirst().map(latest -> "; the latest is " + latest.id()).orElse(" yet; to begin: assay run bvt")));
  }

  static RunId id(String name) {
    return RunId.of(name.toUpperCase(Locale.ROOT));
  }

  /** Return the one of these that a person named. */
  static RunRecord among(List<RunRecord> runs, String name) {
    return runs.stream().filter(run -> run.id().value().equalsIgnoreCase(name.strip())).findFirst()
        .orElseThrow(() -> new AssayException.Usage("choosing a run: '" + name.strip() + "' is none of them"));
  }
}
