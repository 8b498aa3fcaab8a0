package dev.assay.core.run;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.kpi.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The durable record of one run: each call returns only once what it says survives a kill.
 *
 * <p>Calls may come from several lanes at once. Attempts of a case are numbered from 1. A journal that cannot write
 * throws {@code AssayException.Unavailable}; the run then stops rather than go on unrecorded.
 */
public interface Journal {

  /** Say that the run enters a phase, with a line for people. */
  void entered(Phase phase, String detail);

  /** Say that an attempt begins on these hosts, at this instant of the lab's time. */
  Attempt began(CaseId testCase, int number, List<HostId> hosts, Instant at);

  /** Append to the run's history, in order of sequence. */
  void happened(List<HistoryEvent> events);

  /** One attempt that has begun. */
  interface Attempt {

    void measured(List<Sample> samples);

    void attached(Evidence evidence);

    /** Say how it ended and how long it took in the lab's time. Called once. */
    void ended(Outcome outcome, Duration took);
  }
}
