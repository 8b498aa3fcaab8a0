package dev.assay.database;

import dev.assay.core.AssayException;
import dev.assay.core.FileTrouble;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The PostgreSQL server that Assay owns: adopted when it runs already, started when not, and left running.
 *
 * <p>One folder, one server: whoever starts or stops it holds the folder's lock. A server killed at any instant recovers
 * at the next start; what it had committed is there.
 */
final class EmbeddedServer {

  static final String SUPERUSER = "assay";
  static final String DATABASE = "assay";

  /** Recovery after a crash replays at most a gigabyte of log; a slow disk takes about a minute for it. */
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int START_ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final DataFolder folder;
  private final Cluster cluster;
  private final Time time;

  EmbeddedServer(Path root, Path cache, Durability durability, Time time) {
    this.folder = new DataFolder(root);
    this.cluster = new Cluster(folder, cache, durability);
    this.time = time;
  }

  /** Return how to reach the running server, starting it first when it does not run. */
  Address startOrAdopt() {
    try {
      var running = adopt();
      if (running.isPresent()) {
        return running.get();
      }
      folder.create();
      try (var _ = FileLock.acquire(folder.lock())) {
        var meanwhile = adopt();
        return meanwhile.isPresent() ? meanwhile.get() : start();
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable("starting the embedded PostgreSQL in " + folder.root() + ": " + FileTrouble.of(e)
          + "; make the folder writable, free space, or choose another database with --db-url", e);
    }
  }

  /** Return how to reach the server as it serves now. One that was killed is started, one that was stopped or is removed is not. */
  Optional<Address> again() {
    try {
      return PostmasterFile.read(folder.cluster()).isEmpty() ? Optional.empty() : Optional.of(startOrAdopt());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Stop the server if it runs, ending its clients' transactions; return whether it ran. */
  boolean stop() {
    if (!Files.isDirectory(folder.cluster())) {
      return false;
    }
    try (var _ = FileLock.acquire(folder.lock())) {
      var file = PostmasterFile.read(folder.cluster());
      if (file.isEmpty() || !file.get().isServing(folder.cluster())) {
        return false;
      }
      cluster.stop();
      return true;
    } catch (IOException e) {
      throw new AssayException.Unavailable("stopping the embedded PostgreSQL in " + folder.root() + ": " + e, e);
    }
  }

  /**
   * Return the address of the live server of this folder, if there is one. Waits while it is still starting.
   *
   * <p>The process that the folder's own file names must be serving this very folder; and it must prove that it knows the
   * folder's password, which the first connection asks of it (SCRAM proves both sides to each other).
   */
  private Optional<Address> adopt() throws IOException {
    var file = PostmasterFile.read(folder.cluster());
    if (file.isEmpty() || !Files.isReadable(folder.password()) || !file.get().isServing(folder.cluster())) {
      return Optional.empty();
    }
    if (!file.get().ready()) {
      awaitReadyOrEnded(file.get().pid());
      if (!isReady()) {
        return Optional.empty();
      }
    }
    return Optional.of(addressOf(PostmasterFile.read(folder.cluster()).orElse(file.get())));
  }

  private Address start() throws IOException {
    cluster.initialize();
    for (int attempt = 1; !started(attempt == START_ATTEMPTS); attempt++) {
      time.sleep(BETWEEN_ATTEMPTS);
    }
    var address = addressOf(PostmasterFile.read(folder.cluster()).orElseThrow(() -> didNotStart("it ended")));
    createDatabase(address);
    return address;
  }

  /** Try to start; return false when another try may go better. */
  private boolean started(boolean lastTry) throws IOException {
    if (cluster.isServed()) {
      if (lastTry) {
        throw new AssayException.Unavailable("starting the embedded PostgreSQL in " + folder.root() + ": a server that cannot be seen from here "
            + "(in another container, perhaps) uses the folder; stop it, or choose another database with --db-url", null);
      }
      return false;
    }
    cluster.removeStalePostmasterFile();
    var process = cluster.start(freePort());
    awaitReadyOrEnded(process.pid());
    if (!isReady() && (lastTry || !cluster.endedForPassingReason())) {
      throw didNotStart("it ended");
    }
    return isReady();
  }

  private void awaitReadyOrEnded(long pid) {
    boolean known = Await.on(time)
        .until("PostgreSQL is ready", () -> isReady() || ProcessHandle.of(pid).isEmpty())
        .every(LOOK_EVERY)
        .atMost(START_LIMIT)
        .isPresent();
    if (!known) {
      throw didNotStart("it is still starting after " + START_LIMIT.toSeconds() + " s");
    }
  }

  private boolean isReady() {
    try {
      return PostmasterFile.read(folder.cluster()).map(PostmasterFile::ready).orElse(false);
    } catch (IOException e) {
      throw didNotStart(e.toString());
    }
  }

  private AssayException.Unavailable didNotStart(String seen) {
    return new AssayException.Unavailable("starting the embedded PostgreSQL in " + folder.root() + ": " + seen
        + "; the last lines of " + folder.log() + ":" + cluster.lastLogLines()
        + "\nMove the folder away to begin with an empty database, or choose another one with --db-url", null);
  }

  private Address addressOf(PostmasterFile file) throws IOException {
    return new Address(file.port(), Files.readString(folder.password()).strip());
  }

  private void createDatabase(Address address) {
    try (var connection = address.connect("postgres"); var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        if (rows.next()) {
          return;
        }
      }
      statement.execute("create database " + DATABASE);
    } catch (SQLException e) {
      throw didNotStart("creating its database failed: " + e.getMessage());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** How to reach the server; the password is kept out of sight. */
  record Address(int port, String password) {

    String url(String database) {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
      var properties = login();
      properties.setProperty("connectTimeout", "10");
      return DriverManager.getConnection(url(database), properties);
    }

    /** Return what to log in with. The server is on loopback: asking it for TLS at each connection is a round trip for nothing. */
    Properties login() {
      var properties = new Properties();
      properties.setProperty("user", SUPERUSER);
      properties.setProperty("password", password);
      properties.setProperty("sslmode", "disable");
      properties.setProperty("requireAuth", "scram-sha-256");
      return properties;
    }

    @Override
    public String toString() {
      return url(DATABASE);
    }
  }
}
