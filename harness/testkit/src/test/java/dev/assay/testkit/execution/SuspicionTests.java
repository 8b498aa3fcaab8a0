package dev.assay.testkit.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.defect.Defects;
import dev.assay.core.run.History;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Bench;
import dev.assay.testkit.lab.SimulatedAccess;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

class SuspicionTests {

  private static final HostId H1 = HostId.of("ams-h01");
  private static final HostId H2 = HostId.of("ams-h02");

  @Test
  void whereAllAnswerTheOneThatWasDeadUntilItsPowerWasCutIsSuspectElseAllAre() {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    try (var access = SimulatedAccess.open(lab, 1, Defects.NONE)) {
      access.run("suspicion", () -> {
        var bench = new Bench(access, lab.build(lab.defaultBuild()).orElseThrow(), List.of(H1, H2), History.NONE, line -> {});
        assertThat(Suspicion.of(bench, "refused")).containsOnlyKeys(H1, H2);
        bench.revived(List.of(H1));
        assertThat(Suspicion.of(bench, "refused")).containsOnlyKeys(H1);
        return bench;
      });
    }
  }
}
