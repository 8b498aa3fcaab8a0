package dev.assay.testkit.lab;

import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.inventory.Lab;
import java.util.List;

/** What a simulated lab was made of: the same again gives a lab in which the same actions have the same effects. */
public record Origin(Lab lab, long seed, Defects defects) {

  /** Switch such a lab on, with blank disks, beside any other. */
  public LabAccess open() {
    return SimulatedAccess.open(lab, seed, defects);
  }

  public List<String> defectLabels() {
    return defects.asList().stream().map(SeededDefect::toString).toList();
  }
}
