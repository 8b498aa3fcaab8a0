package dev.assay.suites.bvt;

import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.core.defect.Defect;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import java.nio.file.Path;
import java.util.List;

/** Runs the suite on two hosts of the example lab. */
final class BvtRun {

  static final Path EXAMPLE = Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml");

  private BvtRun() {}

  static SuiteTrial of(long seed, Selection selection, Defect... defects) {
    return of(LabFile.read(EXAMPLE), seed, selection, defects);
  }

  static SuiteTrial of(Lab lab, long seed, Selection selection, Defect... defects) {
    return SuiteTrial.run(lab, new BvtSuite().suite(), selection, seed, List.of(HostId.of("ams-h01"), HostId.of("ams-h02")), defects);
  }
}
