package dev.assay.store;

import dev.assay.core.AssayException;
import org.hibernate.StatelessSession;

/**
 * A controller's right to write to a run: it ends when another controller takes the run over, or when the run is closed.
 *
 * @param takeover the run's count of takeovers when this one took it; a greater one in the database means it was lost
 */
record Hold(long run, String controller, int takeover) {

  /**
   * Refuse when the run was lost; otherwise keep others from taking it until the transaction ends.
   *
   * @throws AssayException.Cancelled when another controller has the run, or it is closed
   */
  void check(StatelessSession session) {
    check(session, "for share");
  }

  /** Check, for a transaction that goes on to change the run's own row. */
  void take(StatelessSession session) {
    check(session, "for no key update");
  }

  /**
   * The limit is for a controller that is paused in the middle of a COPY, which the server takes for a busy one: it must not keep
   * others from taking the run over. PostgreSQL knows it from 17 on.
   */
  private void check(StatelessSession session, String lock) {
    var row = session
        .createNativeQuery("""
            select takeover, controller, ended is not null, case when cast(current_setting('server_version_num') as int) >= 170000
              then set_config('transaction_timeout', '60s', true) end
            from results.run where number = :run\s""" + lock, Object[].class)
        .setParameter("run", run)
        .getSingleResultOrNull();
    if (row == null) {
      throw refusal("the run is not stored any more");
    }
    if (!row[0].equals(takeover)) {
      throw refusal("run " + name() + " was taken over by " + row[1]);
    }
    if (row[2].equals(true)) {
      throw refusal("the run is closed");
    }
  }

  String name() {
    return RunNumber.name(run).value();
  }

  private AssayException.Cancelled refusal(String seen) {
    return new AssayException.Cancelled("writing to run " + name() + " as " + controller + ": " + seen + "; this controller stops here");
  }
}
