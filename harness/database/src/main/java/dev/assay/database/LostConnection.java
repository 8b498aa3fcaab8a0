package dev.assay.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** Whether a failure is that of the way to the database, which a later try may find open again. */
public final class LostConnection {

  /** How long whoever works on leased hosts waits for the database to come back: less than leases live without a heartbeat. */
  public static final Duration MOST_OUTAGE = Duration.ofSeconds(90);

  private static final int MOST_BROKEN = 5;

  private LostConnection() {}

  /**
   * Whether work that may be done twice should be tried again at once after so many attempts: a restart leaves several broken
   * connections in a pool, each found out as it is used; to be given none takes long every time.
   */
  public static boolean isWorthAnother(SQLException failure, int attempts) {
    return isCauseOf(failure) && attempts < (failure instanceof SQLTransientConnectionException ? 2 : MOST_BROKEN);
  }

  /**
   * Class 08 is connection exceptions, 57P0x a server that shuts down or starts, no state a pool that got none; 25P04 is a transaction
   * that took too long, which a paused process finds when it wakes. A pool that was closed here is no way that may open again.
   */
  public static boolean isCauseOf(SQLException failure) {
    var state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return state.isEmpty() ? !String.valueOf(failure.getMessage()).startsWith("HikariDataSource ") : state.startsWith("08") || state.startsWith("57P") || state.equals("25P04");
  }
}
