package dev.assay.database;

import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs short transactions, each a whole or nothing, at PostgreSQL's read-committed level.
 *
 * <p>A lock that is not had in 10 s, a server that is silent for a minute, a lost connection: each ends as
 * {@code Unavailable} saying what was being done. Deadlocks and serialization failures are tried again, since the server has
 * undone them; a lost connection only where the caller says that doing the work twice is the same as once.
 */
public final class Transactions {

  private static final int ATTEMPTS = 5;
  private static final int SILENCE_LIMIT_MILLIS = 60_000;

  /** The second one is for a controller that is paused within a transaction: it must not hold its locks against all others. */
  private static final List<String> LIMITS = List.of("set local lock_timeout = '10s'", "set local idle_in_transaction_session_timeout = '30s'");

  /** Serialization failure, deadlock: the server undid the transaction and asks to repeat it. */
  private static final Set<String> UNDONE = Set.of("40001", "40P01");

  private final Time time = SystemTime.real();
  private final DataSource source;
  private final String description;

  public Transactions(Database database) {
    this.source = database.dataSource();
    this.description = database.describe();
  }

  /** What is done within one transaction; it must have no other effects, since it may be done again. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Run the work once; {@code doing} says what it is for in errors, such as {@code releasing lease L-7}. */
  public <T> T run(String doing, Work<T> work) {
    return run(doing, work, false);
  }

  /** Run work that may also be repeated when nobody knows whether it was committed. */
  public <T> T runRepeatable(String doing, Work<T> work) {
    return run(doing, work, true);
  }

  /** Run repeatable work of whoever holds leased hosts, waiting for a database that is gone for a while. */
  public <T> T runRidingOut(String doing, Work<T> work) {
    return Outage.rideOut(time, Transactions::isLost, () -> run(doing, work, true));
  }

  /** Run one statement by itself, as {@link #alone}, which may be done again although nobody knows whether it was. */
  public <T> T aloneRidingOut(String doing, Work<T> work) {
    return Outage.rideOut(time, Transactions::isLost, () -> attempt(doing, work, true, true));
  }

  private static boolean isLost(RuntimeException failure) {
    return failure instanceof AssayException.Unavailable && failure.getCause() instanceof SQLException sql && LostConnection.isCauseOf(sql);
  }

  /**
   * Run work, once or repeatably, whose first statements go to the server together with {@link #limits}: it spares a wait for the
   * network, and is bound by the limits only if it begins so.
   */
  public <T> T runLean(String doing, boolean repeatable, Work<T> work) {
    return attempt(doing, work, false, repeatable);
  }

  /**
   * Run one statement, which is a transaction of its own: one wait for the network. It must see to its limits itself, as a function
   * with {@code set lock_timeout} does.
   */
  public <T> T alone(String doing, Work<T> work) {
    return attempt(doing, work, true, false);
  }

  /**
   * Run one statement that changes nothing, by itself: one wait for the network, and asked again when the connection is lost. It
   * waits for locks until the server has been silent for too long.
   */
  public <T> T read(String doing, Work<T> work) {
    return attempt(doing, work, true, true);
  }

  /** Return the statements that a lean transaction begins with. */
  public static List<Query<Boolean>> limits() {
    return LIMITS.stream().map(Query::silent).toList();
  }

  private <T> T run(String doing, Work<T> work, boolean repeatable) {
    return attempt(doing, connection -> {
      Query.run(connection, limits());
      return work.in(connection);
    }, false, repeatable);
  }

  private <T> T attempt(String doing, Work<T> work, boolean alone, boolean repeatable) {
    for (int attempt = 1; ; attempt++) {
      try {
        return alone ? alone(work) : once(work);
      } catch (SQLException e) {
        if (!mayRepeat(e, repeatable, attempt)) {
          throw failure(doing, e);
        }
      }
    }
  }

  private static boolean mayRepeat(SQLException e, boolean repeatable, int attempt) {
    return UNDONE.contains(state(e)) && attempt < ATTEMPTS || repeatable && LostConnection.isWorthAnother(e, attempt);
  }

  private <T> T alone(Work<T> work) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, SILENCE_LIMIT_MILLIS);
      return work.in(connection);
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setNetworkTimeout(Runnable::run, SILENCE_LIMIT_MILLIS);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private AssayException failure(String doing, SQLException e) {
    var next = LostConnection.isCauseOf(e)
        ? "; the database is gone or was restarted: try again, and see its log when that fails too"
        : state(e).equals("55P03") ? "; another process holds a lock for more than 10 s: try again" : "";
    return new AssayException.Unavailable(doing + " in " + description + ": " + e.getMessage() + next, e);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
