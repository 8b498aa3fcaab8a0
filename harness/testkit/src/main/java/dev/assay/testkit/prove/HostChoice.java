package dev.assay.testkit.prove;

import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.inventory.FreeLab;
import dev.assay.inventory.Lab;
import java.util.List;

/** Chooses hosts of a lab for a need as if all were free. */
public record HostChoice(Lab lab) {

  /**
   * Choose hosts.
   *
   * @throws dev.assay.core.AssayException.Capacity when the lab could never satisfy the need, saying what comes nearest
   */
  public List<HostId> of(Need need) {
    return FreeLab.choose(lab, need);
  }
}
