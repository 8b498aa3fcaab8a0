package dev.assay.database;

import java.sql.SQLException;

/** Whether a failure is that of the way to the database, which a later try may find open again. */
public final class LostConnection {

  private LostConnection() {}

  /** Class 08 is connection exceptions, 57P0x a server that shuts down or starts, no state a pool that got none. */
  public static boolean isCauseOf(SQLException failure) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
  }
}
