package dev.assay.testkit.execution;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Journal;
import dev.assay.core.time.Time;
import dev.assay.testkit.Kpis;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Hands samples to the journal under the attempt that a lane runs at present. */
final class LaneKpis implements Kpis {

  private final Time time;
  private volatile Optional<Journal.Attempt> current = Optional.empty();

  LaneKpis(Time time) {
    this.time = time;
  }

  void during(Journal.Attempt attempt) {
    current = Optional.of(attempt);
  }

  boolean isDuringAttempt() {
    return current.isPresent();
  }

  void after() {
    current = Optional.empty();
  }

  @Override
  public void record(Kpi kpi, double value, SequencedMap<String, String> dimensions) {
    recordAt(time.now(), kpi, value, dimensions);
  }

  @Override
  public void recordAt(Instant at, Kpi kpi, double value, SequencedMap<String, String> dimensions) {
    current.orElseThrow(() -> new IllegalStateException("recording " + kpi.name() + " outside an attempt"))
        .measured(List.of(new Sample(kpi, value, at, dimensions)));
  }
}
