package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things are for this user.
 *
 * @param home the folder that Assay's own files are in
 * @param data where reports, logs and the embedded database are kept
 * @param labFile the lab in use
 * @param databaseUrl a PostgreSQL to use instead of the embedded one
 */
record Workspace(Path home, Path data, Path labFile, Optional<String> databaseUrl) {

  static Workspace of(@Nullable Path data, @Nullable Path labFile, @Nullable String databaseUrl) {
    var home = Path.of(System.getProperty("assay.home", ".")).toAbsolutePath().normalize();
    return new Workspace(
        home,
        (given(data) ? data : defaultData()).toAbsolutePath().normalize(),
        given(labFile) ? labFile : home.resolve("lab-inventory/labs/example.yaml"),
        databaseUrl == null || databaseUrl.isBlank() ? Optional.empty() : Optional.of(databaseUrl));
  }

  private static boolean given(@Nullable Path path) {
    return path != null && !path.toString().isBlank();
  }

  private static Path defaultData() {
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/var/lib/assay");
    }
    var xdg = System.getenv("XDG_DATA_HOME");
    return xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".local/share/assay") : Path.of(xdg, "assay");
  }

  Lab lab() {
    if (!Files.isRegularFile(labFile)) {
      throw new AssayException.Usage("reading the lab file " + labFile + ": there is no such file; name one with --lab, or see 'assay lab check --help'");
    }
    return LabFile.read(labFile);
  }

  Path reports(RunId run) {
    return data.resolve("runs").resolve(run.value());
  }

  Path policy(String nameOrFile) {
    var file = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")
        ? Path.of(nameOrFile)
        : home.resolve("reporting/policies").resolve(nameOrFile + ".yaml");
    if (!Files.isRegularFile(file)) {
      throw new AssayException.Usage("reading the gate policy " + file + ": there is no such file; shipped ones are in "
          + home.resolve("reporting/policies"));
    }
    return file;
  }
}
