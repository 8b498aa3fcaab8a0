package dev.assay.database;

import dev.assay.core.time.SystemTime;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A way to a database that is lost in the very moment in which something takes effect, for tests only. */
public final class TestingLoss implements Database {

  private static final Duration LATE = Duration.ofMillis(200);

  /** What became of the transaction whose answer was lost. */
  public enum Fate {
    TOOK_EFFECT,
    UNDONE,
    /** It takes effect while the other side already tries again. */
    TAKES_EFFECT_LATER
  }

  private final Database database;
  private final AtomicReference<Optional<Fate>> next = new AtomicReference<>(Optional.empty());

  public TestingLoss(Database database) {
    this.database = database;
  }

  /** Lose the answer to the next commit, or to the next query that is a transaction of its own. */
  public void loseNext(Fate fate) {
    next.set(Optional.of(fate));
  }

  /** Return whether what was to be lost has been. */
  public boolean happened() {
    return next.get().isEmpty();
  }

  @Override
  public DataSource dataSource() {
    return proxy(DataSource.class, (_, method, arguments) -> {
      var result = invoke(() -> method.invoke(database.dataSource(), arguments));
      return result instanceof Connection connection ? losing(connection) : result;
    });
  }

  private Connection losing(Connection connection) {
    var gone = new AtomicReference<>(false);
    return proxy(Connection.class, (_, method, arguments) -> {
      if (gone.get()) {
        return switch (method.getName()) {
          case "isClosed" -> true;
          case "close", "rollback" -> null;
          default -> throw lost();
        };
      }
      if (method.getName().equals("commit")) {
        var fate = next.getAndSet(Optional.empty());
        if (fate.isPresent()) {
          gone.set(true);
          end(connection, fate.get());
          throw lost();
        }
      }
      var result = invoke(() -> method.invoke(connection, arguments));
      return result instanceof PreparedStatement statement && connection.getAutoCommit() ? losing(statement) : result;
    });
  }

  private PreparedStatement losing(PreparedStatement statement) {
    return proxy(PreparedStatement.class, (_, method, arguments) -> {
      var result = invoke(() -> method.invoke(statement, arguments));
      if (method.getName().equals("executeQuery") && next.getAndSet(Optional.empty()).isPresent()) {
        throw lost();
      }
      return result;
    });
  }

  private static void end(Connection connection, Fate fate) throws SQLException {
    switch (fate) {
      case TOOK_EFFECT -> commit(connection);
      case UNDONE -> {
        connection.rollback();
        connection.close();
      }
      case TAKES_EFFECT_LATER -> Thread.startVirtualThread(() -> {
        SystemTime.real().sleep(LATE);
        try {
          commit(connection);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      });
    }
  }

  private static void commit(Connection connection) throws SQLException {
    connection.commit();
    connection.close();
  }

  private static SQLException lost() {
    return new SQLException("the connection was lost, as the test wants it", "08006");
  }

  /** A call whose own failure comes wrapped. */
  @FunctionalInterface
  private interface Call {
    Object make() throws ReflectiveOperationException;
  }

  @SuppressWarnings("NullAway")
  private static Object invoke(Call call) throws Throwable {
    try {
      return call.make();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(TestingLoss.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public void migrate(String schema) {
    database.migrate(schema);
  }

  @Override
  public String describe() {
    return database.describe();
  }

  @Override
  public void close() {
    database.close();
  }
}
