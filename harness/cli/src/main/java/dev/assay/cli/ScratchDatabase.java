package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.FileTrouble;
import dev.assay.database.Database;
import dev.assay.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A database for one benchmark, as durable as the real one, so that the real one holds no made-up leases and samples. */
record ScratchDatabase(Path folder, Database database) implements AutoCloseable {

  static ScratchDatabase in(Path data) {
    try {
      var folder = Files.createTempDirectory(Files.createDirectories(data), "benchmark-");
      return new ScratchDatabase(folder, Database.open(new DatabaseSettings.Embedded(folder.resolve("postgres"))));
    } catch (IOException e) {
      throw new AssayException.Usage("making a folder for the benchmark's database in " + data + ": " + FileTrouble.of(e) + "; choose another with --data-dir");
    }
  }

  @Override
  public void close() {
    database.close();
    Database.stopEmbedded(folder.resolve("postgres"));
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new AssayException.Usage("removing the benchmark's database " + folder + ": " + e.getMessage() + "; remove it by hand");
    }
  }
}
