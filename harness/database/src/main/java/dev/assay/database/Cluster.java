package dev.assay.database;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PostgreSQL's data folder and the programs that make, start and stop its server. The caller holds the folder's lock. */
final class Cluster {

  private static final int PASSWORD_BYTES = 24;
  private static final int LOG_LINES_SHOWN = 8;

  /** Without it the C library gives memory back to the system after each transaction and asks for it again in the next. */
  private static final Map<String, String> MEMORY_KEPT = Map.of("MALLOC_TOP_PAD_", "1048576", "MALLOC_TRIM_THRESHOLD_", "4194304");

  private final DataFolder folder;
  private final Path cache;
  private final Durability durability;

  Cluster(DataFolder folder, Path cache, Durability durability) {
    this.folder = folder;
    this.cache = cache;
    this.durability = durability;
  }

  /** Make the data if there are none. A half-made folder of a killed command is thrown away first. */
  void initialize() throws IOException {
    if (Files.isDirectory(folder.cluster())) {
      requireData();
      return;
    }
    var partial = folder.root().resolve("cluster.new");
    Folders.deleteTree(partial);
    var account = account();
    Files.createDirectory(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(partial);
    var password = newPassword();
    var passwordForServer = folder.root().resolve("password.new");
    DataFolder.writePrivately(passwordForServer, password + "\n");
    account.own(passwordForServer);
    try {
      runInitdb(account, partial, passwordForServer);
    } finally {
      Files.deleteIfExists(passwordForServer);
    }
    DataFolder.writePrivately(folder.password(), password + "\n");
    Files.move(partial, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void runInitdb(ServerAccount account, Path partial, Path passwordFile) {
    var sync = durability == Durability.DURABLE ? Stream.<String>empty() : Stream.of("--no-sync");
    run("making a database in " + folder.root(), account.command(program("initdb"), Stream.concat(sync, Stream.of(
        "--pgdata=" + partial,
        "--username=" + EmbeddedServer.SUPERUSER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions"))));
  }

  private void requireData() {
    for (var needed : List.of(folder.cluster().resolve("PG_VERSION"), folder.cluster().resolve("global/pg_control"), folder.password())) {
      if (!Files.isRegularFile(needed)) {
        throw new AssayException.Unavailable("opening the database in " + folder.root() + ": " + needed
            + " is missing, so its data are damaged; restore the folder from a backup, or move it away to begin with an empty one", null);
      }
    }
  }

  /**
   * Return whether any process of a server of this folder is alive, seen from here or not: they inherit a lock on a file, which
   * holds across containers, where process numbers mean nothing.
   */
  boolean isServed() {
    try {
      return builder(List.of("flock", "--nonblock", folder.serverLock().toString(), "true")).start().waitFor() != 0;
    } catch (IOException e) {
      throw new AssayException.Unavailable("looking whether " + folder.root() + " is in use: " + e.getMessage() + "; is util-linux installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("looking whether " + folder.root() + " is in use: interrupted");
    }
  }

  /** Delete what a killed server left, when the process that it names is not our server any more. */
  void removeStalePostmasterFile() throws IOException {
    var file = PostmasterFile.read(folder.cluster());
    if (file.isEmpty() || !file.get().isServing(folder.cluster())) {
      Files.deleteIfExists(PostmasterFile.in(folder.cluster()));
    }
  }

  /**
   * Start the server in a session of its own, so that it outlives this command and its terminal's Ctrl-C.
   *
   * <p>It listens on loopback only; no socket file, whose path might be too long. All its processes hold the server's lock.
   */
  Process start(int port) throws IOException {
    if (Files.exists(folder.log())) {
      Files.move(folder.log(), folder.previousLog(), StandardCopyOption.REPLACE_EXISTING);
    }
    var arguments = Stream.concat(
        Stream.of(
            "-D", folder.cluster().toString(),
            "-p", Integer.toString(port),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "max_connections=200",
            "-c", "timezone=UTC",
            "-c", "log_timezone=UTC",
            "-c", "jit=off",
            "-c", "idle_in_transaction_session_timeout=60s"),
        durability.settings().stream());
    var command = Stream.concat(
        Stream.of("setsid", "flock", "--nonblock", "--no-fork", folder.serverLock().toString()),
        account().command(program("postgres"), arguments).stream()).toList();
    var builder = builder(command).redirectErrorStream(true).redirectOutput(folder.log().toFile());
    builder.environment().putAll(MEMORY_KEPT);
    return builder.start();
  }

  void stop() {
    run("stopping the server of " + folder.root(), account().command(program("pg_ctl"),
        Stream.of("stop", "-D", folder.cluster().toString(), "-m", "fast", "-w", "-t", "60")));
  }

  /**
   * Return whether another attempt may go better: the children of a killed server still hold its shared memory for a moment,
   * and a port that was free a moment ago can be taken.
   */
  boolean endedForPassingReason() {
    var log = String.join("\n", logLines());
    return log.contains("pre-existing shared memory block") || log.contains("could not bind");
  }

  String lastLogLines() {
    return lastLines(logLines());
  }

  private static String lastLines(List<String> lines) {
    var last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
    return String.join("", last.stream().map(line -> "\n  " + line).toList());
  }

  private List<String> logLines() {
    try {
      return Files.readAllLines(folder.log(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of("(unreadable: " + e + ")");
    }
  }

  private ServerAccount account() {
    return ServerAccount.forFolder(folder.root());
  }

  private Path program(String name) {
    return Binaries.unpackedUnder(cache).resolve("bin").resolve(name);
  }

  private static void run(String doing, List<String> command) {
    try {
      var process = builder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssayException.Unavailable(doing + ": it ended with status " + process.exitValue() + "; its last words:"
            + lastLines(output.lines().toList()) + "\nFree space, make the folder writable, or choose another database with --db-url", null);
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable(doing + ": " + e.getMessage() + "; is util-linux installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing + ": interrupted");
    }
  }

  /** Start from a folder that every account can read, with none of the variables that would redirect PostgreSQL. */
  private static ProcessBuilder builder(List<String> command) {
    var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LD_"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private static String newPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
