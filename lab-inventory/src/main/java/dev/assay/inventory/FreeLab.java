package dev.assay.inventory;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim;
import dev.assay.inventory.planning.Durations;
import dev.assay.inventory.planning.Planner;
import dev.assay.inventory.planning.Policy;
import dev.assay.inventory.planning.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A lab of which nothing is leased or out of service: for trials that need no database. */
public final class FreeLab {

  private FreeLab() {}

  /**
   * Choose hosts for a need.
   *
   * @throws AssayException.Capacity when the lab could never satisfy it, saying what comes nearest
   */
  public static List<HostId> choose(Lab lab, Need need) {
    var claim = new Claim(1, Request.of(need), "", "", "", 1, Instant.EPOCH, Claim.Terms.NONE);
    var snapshot = new Snapshot(Instant.EPOCH, LabState.machines(lab, Map.of(), HostState.READY), LabState.resources(lab), List.of(), List.of(claim), List.of(),
        List.of(), Durations.NONE, Policy.USUAL);
    if (!Planner.isPossible(snapshot, claim)) {
      throw new AssayException.Capacity("choosing " + need.describe() + " of lab " + lab.name() + ": it has none; " + Planner.nearest(snapshot, claim));
    }
    return Planner.plan(snapshot).of(1).hosts();
  }
}
