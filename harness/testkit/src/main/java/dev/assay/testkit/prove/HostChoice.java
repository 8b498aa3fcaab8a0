package dev.assay.testkit.prove;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.inventory.Lab;
import dev.assay.inventory.matching.Candidate;
import dev.assay.inventory.matching.Export;
import dev.assay.inventory.matching.Match;
import dev.assay.inventory.matching.Matcher;
import java.time.Instant;
import java.util.List;

/** Chooses hosts of a lab for a need as if all were free. */
public record HostChoice(Lab lab) {

  /**
   * Choose hosts.
   *
   * @throws AssayException.Capacity when the lab could never satisfy the need, saying what comes nearest
   */
  public List<HostId> of(Need need) {
    var exports = lab.exports().stream().map(export -> new Export(export.name(), export.kind())).toList();
    return switch (new Matcher(exports).match(need, candidates())) {
      case Match.Chosen(var hosts) -> hosts;
      case Match.Impossible(var nearest) -> throw new AssayException.Capacity(
          "choosing " + need.describe() + " of lab " + lab.name() + ": it has none; " + nearest);
      case Match.Waiting(_, var why) -> throw new IllegalStateException("all hosts are free, yet these are to wait: " + why);
    };
  }

  private List<Candidate> candidates() {
    return lab.sites().stream()
        .flatMap(site -> site.hosts().stream().map(host -> new Candidate(host.id(), host.hostClass(), site.name(), host.memory(), host.cpus(),
            host.reaches(), host.generations(), new Candidate.Free(), Instant.EPOCH)))
        .toList();
  }
}
