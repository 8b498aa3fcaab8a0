package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the run that a command line means. */
final class StoredRuns {

  private StoredRuns() {}

  /** Return the run of this name, or the latest when none is named. */
  static RunRecord chosen(Runs runs, @Nullable String name) {
    if (name == null) {
      return runs.latest(1).stream().findFirst()
          .orElseThrow(() -> new AssayException.Nothing("looking for the latest run: there are none yet; to begin: assay run bvt"));
    }
    var id = RunId.of(name.toUpperCase(Locale.ROOT));
    return runs.find(id).orElseThrow(() -> new AssayException.Nothing("looking for run '" + name + "': there is none"
        + runs.latest(1).stream().findFirst().map(latest -> "; the latest is " + latest.id()).orElse(" yet; to begin: assay run bvt")));
  }
}
