package dev.assay.simulator.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.TestingLab;
import org.testng.annotations.Test;

public class MachineDefectTests {

  @Test
  public void logsGrowWithoutEnd() {
    assertThat(logsAfterMuch(Defects.of(Defect.LOG_NOT_ROTATED))).doesNotContain("xensource.log.1");
    assertThat(logsAfterMuch(Defects.NONE)).contains("xensource.log.1");
  }

  private static String logsAfterMuch(Defects defects) {
    var lab = new TestingLab(defects);
    return lab.inside(() -> {
      lab.install("creedence");
      lab.run("truncate", "-s", "+104857601", "/var/log/xensource.log");
      lab.toolstacks.getFirst().doors.log("xensource.log", "one line more");
      return lab.run("ls", "/var/log").output();
    });
  }
}
