package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.PlannedCase;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;

/** Opens, takes over, keeps alive and closes runs: who may write to one is decided by single statements on its row. */
final class RunWriter {

  private static final int BATCH = 500;

  private final Writing writing;

  RunWriter(Writing writing) {
    this.writing = writing;
  }

  RunId open(RunHeader header, List<PlannedCase> plan) {
    return writing.inTransaction("opening a run of " + header.suite() + " on build " + header.build().id(), session -> {
      session.setJdbcBatchSize(BATCH);
      var run = new RunEntity(header, plan.size());
      session.insert(run);
      var cases = new ArrayList<PlannedCaseEntity>();
      for (var planned : plan) {
        cases.add(new PlannedCaseEntity(new PlannedCaseEntity.Place(run.number, cases.size()), planned));
      }
      session.insertMultiple(cases);
      return RunNumber.name(run.number);
    });
  }

  Hold takeOver(RunId run, String controller) {
    var doing = "taking over run " + run + " as " + controller;
    long number = RunNumber.of(run);
    return writing.inTransaction(doing, session -> {
      var takeover = session
          .createNativeQuery(
              """
              update results.run set controller = :controller, takeover = takeover + 1, heartbeat = clock_timestamp()
              where number = :run and ended is null returning takeover
              """,
              Integer.class)
          .setParameter("controller", controller)
          .setParameter("run", number)
          .getSingleResultOrNull();
      if (takeover == null) {
        throw new AssayException.Usage(doing + ": the run " + presence(session, number) + "; what is open: assay status");
      }
      endThoseInFlight(session, number, Runs.CONTROLLER_LOST);
      return new Hold(number, controller, takeover);
    });
  }

  void heartbeat(RunId run, String controller) {
    var doing = "saying that " + controller + " still holds run " + run;
    writing.inTransaction(doing, session -> {
      int beaten = session
          .createNativeMutationQuery(
              "update results.run set heartbeat = clock_timestamp() where number = :run and controller = :controller and ended is null")
          .setParameter("run", RunNumber.of(run))
          .setParameter("controller", controller)
          .executeUpdate();
      refuseWhenLost(session, doing, run, beaten);
      return beaten;
    });
  }

  void leave(RunId run, String controller) {
    writing.inTransaction("leaving run " + run + " to be resumed", session -> {
      int left = session
          .createNativeMutationQuery(
              "update results.run set heartbeat = '-infinity' where number = :run and controller = :controller and ended is null")
          .setParameter("run", RunNumber.of(run))
          .setParameter("controller", controller)
          .executeUpdate();
      return left == 0 ? 0 : endThoseInFlight(session, RunNumber.of(run), Runs.CONTROLLER_LOST);
    });
  }

  void close(RunId run, String controller, Verdict verdict, String historyHash) {
    var doing = "closing run " + run + " as " + verdict;
    writing.ridingOut(doing, session -> {
      int closed = session
          .createNativeMutationQuery(
              """
              update results.run set ended = clock_timestamp(), verdict = :verdict, history_hash = :hash
              where number = :run and controller = :controller and ended is null
              """)
          .setParameter("verdict", verdict.name())
          .setParameter("hash", historyHash)
          .setParameter("run", RunNumber.of(run))
          .setParameter("controller", controller)
          .executeUpdate();
      refuseWhenLost(session, doing, run, closed);
      rollUp(session, RunNumber.of(run));
      return endThoseInFlight(session, RunNumber.of(run), "the run was closed while the attempt was in flight");
    });
  }

  /** Keep what the run's samples come to, so that a trend over thousands of runs need not read them. */
  private static void rollUp(StatelessSession session, long run) {
    session.createNativeQuery("select 1 from results.roll_up(:run)", Integer.class).setParameter("run", run).getResultList();
  }

  private static void refuseWhenLost(StatelessSession session, String doing, RunId run, int changed) {
    if (changed == 0) {
      throw new AssayException.Cancelled(doing + ": the run " + presence(session, RunNumber.of(run)) + "; this controller stops here");
    }
  }

  /** Say what became of a run, as the end of a sentence that begins with "the run". */
  private static String presence(StatelessSession session, long run) {
    var row = session
        .createNativeQuery("select controller, ended is not null from results.run where number = :run", Object[].class)
        .setParameter("run", run)
        .getSingleResultOrNull();
    return row == null ? "is not stored" : row[1].equals(true) ? "is closed" : "was taken over by " + row[0];
  }

  private static int endThoseInFlight(StatelessSession session, long run, String message) {
    return session
        .createNativeMutationQuery(
            """
            update results.attempt set ended = clock_timestamp(), took_nanos = 0, verdict = 'INCONCLUSIVE', blame = 'HARNESS',
              message = :message, stack = ''
            where run = :run and ended is null
            """)
        .setParameter("message", message)
        .setParameter("run", run)
        .executeUpdate();
  }
}
