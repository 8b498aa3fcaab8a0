package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.database.DatabaseSettings;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where things are for this user.
 *
 * @param home the folder that Assay's own files are in
 * @param data where reports, logs and the embedded database are kept
 * @param labFile the lab in use
 * @param database the PostgreSQL to use
 */
public record Workspace(Path home, Path data, Path labFile, DatabaseSettings database) {

  /** The name by which {@code --lab} means the Xen lab that is raised on this machine. */
  private static final String XEN_LAB = "xen";

  static Workspace of(@Nullable Path data, @Nullable Path labFile, @Nullable String databaseUrl, @Nullable String databaseUser) {
    var home = Path.of(System.getProperty("assay.home", ".")).toAbsolutePath().normalize();
    var folder = (given(data) ? data : defaultData()).toAbsolutePath().normalize();
    return new Workspace(
        home, folder, lab(home, folder, labFile), databaseUrl == null || databaseUrl.isBlank()
            ? new DatabaseSettings.Embedded(folder.resolve("postgres"))
            : new DatabaseSettings.External(databaseUrl, user(databaseUser), () -> System.getenv().getOrDefault("ASSAY_DB_PASSWORD", "")));
  }

  /** Find the lab file that is meant: one by its path, the Xen lab of this machine or one that ships by its name, or the example. */
  static Path lab(Path home, Path data, @Nullable Path labFile) {
    if (!given(labFile)) {
      return exampleLab(home);
    }
    if (Files.exists(labFile)) {
      return labFile.toAbsolutePath().normalize();
    }
    var shipped = shippedLab(home, labFile.toString());
    return labFile.toString().equals(XEN_LAB) ? xenLab(data)
        : labFile.getNameCount() == 1 && Files.isRegularFile(shipped) ? shipped : labFile.toAbsolutePath().normalize();
  }

  private static Path shippedLab(Path home, String name) {
    return home.resolve("lab-inventory/labs").resolve(name + ".yaml");
  }

  private static Path xenLab(Path data) {
    return data.resolve("xen-lab/lab.yaml");
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

  private static String user(@Nullable String databaseUser) {
    return databaseUser == null || databaseUser.isBlank() ? System.getProperty("user.name") : databaseUser;
  }

  private static Path exampleLab(Path home) {
    return shippedLab(home, "example");
  }

  /** Whether the lab in use is the one that a command takes when none is named. */
  public boolean isExampleLab() {
    return labFile.toAbsolutePath().normalize().equals(exampleLab(home));
  }

  /** Return the file of the lab that a command takes when none is named. */
  Path exampleLab() {
    return exampleLab(home);
  }

  public Lab lab() {
    return lab(labFile);
  }

  /** Read a lab file; where there is none, say how to come by one. */
  public Lab lab(Path file) {
    if (file.equals(xenLab(data)) && !Files.exists(file)) {
      throw new AssayException.Usage("reading the Xen lab of this machine: there is none at " + file + "; raise it with: assay lab xen up");
    }
    if (!Files.isRegularFile(file)) {
      throw new AssayException.Usage("reading the lab file " + file + ": " + (Files.isDirectory(file) ? "it is a folder, not a file" : "there is no such file") + "; name one with --lab (large is a simulated one of 320 hosts), or see 'assay lab check --help'");
    }
    return LabFile.read(file);
  }

  public Path reports(RunId run) {
    return data.resolve("runs").resolve(run.value());
  }

  public Path policy(String nameOrFile) {
    var file = nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")
        ? Path.of(nameOrFile)
        : home.resolve("reporting/policies").resolve(nameOrFile.toLowerCase(Locale.ROOT) + ".yaml");
    if (!Files.isRegularFile(file)) {
      throw new AssayException.Usage("reading the gate policy " + file + ": there is no such file; shipped ones: "
          + String.join(", ", shippedPolicies()));
    }
    return file;
  }

  private List<String> shippedPolicies() {
    try (var files = Files.list(home.resolve("reporting/policies"))) {
      return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")).map(name -> name.replace(".yaml", "")).sorted().toList();
    } catch (IOException e) {
      return List.of("none, " + e);
    }
  }
}
