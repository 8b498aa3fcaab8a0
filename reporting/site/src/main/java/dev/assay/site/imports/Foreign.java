package dev.assay.site.imports;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.kpi.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Results of another tool, read in full before anything is stored. */
public record Foreign(List<Case> cases) {

  public Foreign {
    cases = List.copyOf(cases);
  }

  /** One case; {@code source} is what the other tool calls the code behind it. */
  public record Case(CaseId id, String area, String source, List<Try> tries) {

    public Case {
      tries = List.copyOf(tries);
    }
  }

  public record Try(List<HostId> hosts, Optional<Instant> began, Duration took, Outcome outcome, List<Sample> samples) {}

  public int samples() {
    return cases.stream().flatMap(one -> one.tries().stream()).mapToInt(one -> one.samples().size()).sum();
  }
}
