package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.site.Format;
import dev.assay.site.files.Output;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run's reports, made by a configured server and fetched from it, each a file that is there whole or not at all. */
record ServerReports(ServerClient server) {

  /** What is a folder of many files is written where the database is. */
  static final Set<Format> FOLDERS = Set.of(Format.ALLURE_RESULTS, Format.ALLURE_REPORT, Format.EVIDENCE);

  static Optional<ServerReports> configured(AssayCommand root) {
    return ServerClient.configured(root).map(ServerReports::new);
  }

  /** List the forms that a server hands out, of those asked for, or all of them. */
  static Set<Format> chosen(Set<Format> asked) {
    asked.stream().filter(FOLDERS::contains).findFirst().ifPresent(format -> {
      throw new AssayException.Usage("fetching " + format.label() + " from the server: that is a folder, and files are fetched; unset $" + ServerClient.SERVER
          + " to write it from the database");
    });
    return asked.isEmpty() ? EnumSet.complementOf(EnumSet.copyOf(FOLDERS)) : asked;
  }

  /** Say which run is meant: a server's latest may be anybody's. */
  static String named(@Nullable String run) {
    if (run == null) {
      throw new AssayException.Usage("fetching the results of a run of a server: name it, as in R-7; the latest are in the dashboard and in: assay status");
    }
    return ChosenRun.id(run).value();
  }

  /** Fetch one into a folder, in place of an older one. */
  Path fetch(String run, Format format, Path folder) {
    return Output.in(folder).file(format.fileName(), out -> server.download("runs/" + run + "/" + format.fileName(), out));
  }
}
