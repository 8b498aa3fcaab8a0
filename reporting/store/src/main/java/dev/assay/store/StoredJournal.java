package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import java.time.Instant;
import java.util.List;
import org.hibernate.StatelessSession;

/** Writes one run for as long as it is held: every call is one transaction that checks the hold first. */
final class StoredJournal implements Journal {

  private final Writing writing;
  private final SampleWriter samples;
  private final Hold hold;

  StoredJournal(Writing writing, SampleWriter samples, Hold hold) {
    this.writing = writing;
    this.samples = samples;
    this.hold = hold;
  }

  @Override
  public void entered(Phase phase, String detail) {
    writing.ridingOut("entering phase " + phase + " of run " + hold.name(), session -> {
      hold.take(session);
      var entity = new PhaseEntity(hold.run(), phase, Text.storable(detail));
      session.insert(entity);
      return session
          .createMutationQuery("update RunEntity set phase = :phase, phaseDetail = :detail where number = :run")
          .setParameter("phase", phase)
          .setParameter("detail", entity.detail)
          .setParameter("run", hold.run())
          .executeUpdate();
    });
  }

  @Override
  public Attempt began(CaseId testCase, int number, List<HostId> hosts, Instant at) {
    var doing = "beginning attempt " + number + " of " + testCase + " in run " + hold.name();
    return writing.ridingOut(doing, session -> {
      hold.check(session);
      var planned = planned(session, testCase, doing);
      var key = new AttemptEntity.Key(hold.run(), planned.place.ordinal(), number);
      if (session.get(AttemptEntity.class, key) != null) {
        throw new IllegalStateException(doing + ": it has begun before; the next attempt has the next number");
      }
      session.insert(new AttemptEntity(key, hosts.stream().map(HostId::value).toArray(String[]::new), Nanos.of(at)));
      return new StoredAttempt(writing, samples, hold, key, testCase, hosts, planned.source);
    });
  }

  private PlannedCaseEntity planned(StatelessSession session, CaseId testCase, String doing) {
    var planned = session
        .createSelectionQuery("from PlannedCaseEntity where place.run = :run and name = :name", PlannedCaseEntity.class)
        .setParameter("run", hold.run())
        .setParameter("name", testCase.value())
        .getSingleResultOrNull();
    if (planned == null) {
      throw new AssayException.Usage(doing + ": the run's plan has no such case");
    }
    return planned;
  }

  @Override
  public void happened(List<HistoryEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var rows = new CopyText();
    for (var event : events) {
      rows.column(hold.run()).column(event.sequence()).column(Nanos.of(event.at()));
      rows.column(event.kind()).column(event.subject()).column(Json.of(event.details())).endRow();
    }
    writing.ridingOut("storing events " + events.getFirst().sequence() + " and on of run " + hold.name(), session -> {
      hold.check(session);
      rows.into(session, "history_event (run, sequence, at_nanos, kind, subject, details)");
      return events.size();
    });
  }
}
