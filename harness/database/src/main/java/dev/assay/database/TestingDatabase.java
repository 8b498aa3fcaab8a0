package dev.assay.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh, empty PostgreSQL database for one test class, for tests only: {@code TestingDatabase.create()} in its
 * {@code @BeforeClass}, {@code close()} in its {@code @AfterClass}.
 *
 * <p>All of one process share a real server with its data in {@code target/postgres}, stopped when the process ends: the
 * first database costs seconds, each further one a tenth of a second.
 */
public final class TestingDatabase implements Database {

  private final String name;
  private final Database pooled;

  private TestingDatabase(String name) {
    this.name = name;
    Shared.execute("create database " + name);
    this.pooled = new PooledDatabase(Databases.pool(Shared.SERVER, Shared.ADDRESS, name), "the test database " + name);
  }

  public static TestingDatabase create() {
    return new TestingDatabase("test_" + ProcessHandle.current().pid() + "_" + Shared.NUMBER.incrementAndGet());
  }

  @Override
  public DataSource dataSource() {
    return pooled.dataSource();
  }

  @Override
  public void migrate(String schema) {
    pooled.migrate(schema);
  }

  @Override
  public String describe() {
    return pooled.describe();
  }

  /** Return a JDBC URL of this database with user and password, for a second process. */
  public String urlWithPassword() {
    return Shared.ADDRESS.url(name) + "?user=" + EmbeddedServer.SUPERUSER + "&password=" + Shared.ADDRESS.password();
  }

  /** Close the connections and drop the database. */
  @Override
  public void close() {
    pooled.close();
    Shared.execute("drop database if exists " + name + " with (force)");
  }

  /** The process's server, started at its first use. */
  private static final class Shared {

    static final AtomicInteger NUMBER = new AtomicInteger();
    static final EmbeddedServer SERVER = Databases.embedded(folder(), Durability.UNSAFE);
    static final EmbeddedServer.Address ADDRESS = start();

    private static EmbeddedServer.Address start() {
      var address = SERVER.startOrAdopt();
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::stop, "stop the test database"));
      dropLeftovers(address);
      return address;
    }

    private static Path folder() {
      try {
        var folder = Path.of("target", "postgres").toAbsolutePath();
        Files.createDirectories(folder.getParent());
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Drop what test processes that were killed left behind. */
    private static void dropLeftovers(EmbeddedServer.Address address) {
      for (var name : testDatabases(address)) {
        if (ProcessHandle.of(Long.parseLong(name.split("_")[1])).isEmpty()) {
          execute(address, "drop database if exists " + name + " with (force)");
        }
      }
    }

    private static List<String> testDatabases(EmbeddedServer.Address address) {
      var sql = "select datname from pg_database where datname ~ '^test_[0-9]+_[0-9]+$'";
      try (var connection = address.connect("postgres");
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        var names = new ArrayList<String>();
        while (rows.next()) {
          names.add(rows.getString(1));
        }
        return names;
      } catch (SQLException e) {
        throw new IllegalStateException(sql + ": " + e.getMessage(), e);
      }
    }

    static void execute(String sql) {
      execute(ADDRESS, sql);
    }

    private static void execute(EmbeddedServer.Address address, String sql) {
      try (var connection = address.connect("postgres"); var statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql + ": " + e.getMessage(), e);
      }
    }
  }
}
