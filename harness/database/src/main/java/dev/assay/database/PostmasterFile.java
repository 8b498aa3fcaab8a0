package dev.assay.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself into its data folder ({@code postmaster.pid}).
 *
 * <p>Lines, from PostgreSQL's {@code utils/pidfile.h}: pid, data folder, start time, port, socket folder, listen address,
 * shared memory key, status.
 */
record PostmasterFile(long pid, int port, boolean ready) {

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** Read it; empty when there is none, or when the server is still writing its first lines. */
  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(in(cluster));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    if (lines.size() < 4 || !isNumber(lines.get(0)) || !isNumber(lines.get(3))) {
      return Optional.empty();
    }
    boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
    return Optional.of(new PostmasterFile(Long.parseLong(lines.get(0).strip()), Integer.parseInt(lines.get(3).strip()), ready));
  }

  /** Return whether the process is alive and a server of this data folder, not a later process with the same number. */
  boolean isServing(Path cluster) throws IOException {
    try {
      var arguments = List.of(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).split("\0"));
      int at = arguments.indexOf("-D");
      return at >= 0 && at + 1 < arguments.size() && isSame(cluster, arguments.get(at + 1));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      // A process that ends while its command line is being read fails the read with "No such process".
      if (ProcessHandle.of(pid).isEmpty()) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isSame(Path cluster, String named) throws IOException {
    var other = Path.of(named);
    return Files.exists(other) && Files.exists(cluster) && Files.isSameFile(cluster, other);
  }

  private static boolean isNumber(String line) {
    return line.strip().matches("\\d{1,9}");
  }
}
