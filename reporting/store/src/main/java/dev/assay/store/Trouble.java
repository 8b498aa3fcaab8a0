package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.database.LostConnection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns what the database threw into what Assay throws. */
final class Trouble {

  private Trouble() {}

  /**
   * Return what to throw for a failure that met the database while doing something.
   *
   * <p>A statement that PostgreSQL finds wrong (SQL states 22, 23, 42) is a defect of Assay; anything else means that
   * the database is gone, full or shutting down.
   */
  static RuntimeException meeting(String doing, Exception failure) {
    var sql = sqlException(failure);
    if (sql == null) {
      return failure instanceof RuntimeException known ? known : new IllegalStateException(doing, failure);
    }
    var state = sql.getSQLState();
    if (state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"))) {
      return new IllegalStateException(doing + ": PostgreSQL refused the statement: " + sql.getMessage(), failure);
    }
    return new AssayException.Unavailable(
        doing + ": the results database did not take or give the data: " + firstLine(sql) + "; see: assay doctor", failure);
  }

  /** Whether the way to the database was lost, or none could be had. */
  static boolean isLostConnection(Exception failure) {
    var sql = sqlException(failure);
    return sql != null && LostConnection.isCauseOf(sql);
  }

  private static @Nullable SQLException sqlException(@Nullable Throwable failure) {
    for (var seen = failure; seen != null; seen = seen.getCause()) {
      if (seen instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static String firstLine(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no message");
  }
}
