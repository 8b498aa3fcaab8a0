package dev.assay.store;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.Journal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** Writes one attempt that has begun. */
final class StoredAttempt implements Journal.Attempt {

  private static final int MOST_MESSAGE = 20_000;
  private static final int MOST_STACK = 60_000;

  private final Writing writing;
  private final SampleWriter samples;
  private final Hold hold;
  private final AttemptEntity.Key key;
  private final CaseId testCase;
  private final List<HostId> hosts;
  private final String source;

  StoredAttempt(Writing writing, SampleWriter samples, Hold hold, AttemptEntity.Key key, CaseId testCase, List<HostId> hosts, String source) {
    this.writing = writing;
    this.samples = samples;
    this.hold = hold;
    this.key = key;
    this.testCase = testCase;
    this.hosts = List.copyOf(hosts);
    this.source = source;
  }

  @Override
  public void measured(List<Sample> readings) {
    if (!readings.isEmpty()) {
      samples.write(hold, key, readings);
    }
  }

  @Override
  public void attached(Evidence evidence) {
    var pieces = KeptEvidence.of(evidence);
    writing.ridingOut("attaching " + evidence.name() + " to " + name(), session -> {
      hold.check(session);
      pieces.forEach(kept -> session.insert(new EvidenceEntity(key, kept)));
      return pieces.size();
    });
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    writing.ridingOut("ending " + name(), session -> {
      hold.check(session);
      int ended = session
          .createMutationQuery(
              """
              update AttemptEntity set ended = offset datetime, tookNanos = :took, verdict = :verdict, blame = :blame,
                message = :message, stack = :stack, signature = :signature
              where key = :key and ended is null
              """)
          .setParameter("took", Nanos.of(took))
          .setParameter("verdict", outcome.verdict())
          .setParameter("blame", outcome.blame())
          .setParameter("message", Text.storable(outcome.message(), MOST_MESSAGE))
          .setParameter("stack", stackOf(outcome))
          .setParameter("signature", SignatureBook.numberOf(session, outcome, hosts, source), Long.class)
          .setParameter("key", key)
          .executeUpdate();
      if (ended != 1) {
        throw new IllegalStateException("ending " + name() + " as " + outcome.verdict() + ": it has ended before, and what ended is never overwritten");
      }
      return ended;
    });
  }

  private String name() {
    return "attempt " + key.number() + " of " + testCase + " in run " + hold.name();
  }

  private static String stackOf(Outcome outcome) {
    var thrown = outcome.thrown();
    if (thrown == null) {
      return "";
    }
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return Text.storable(text.toString(), MOST_STACK);
  }
}
