package dev.assay.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.evaluation.ChangeDetector;
import dev.assay.analysis.evaluation.DetectionQuality;
import dev.assay.analysis.evaluation.GateQuality;
import dev.assay.analysis.evaluation.NoiseKind;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Guards the quality reported in docs/kpi-analysis.md, on seeds that nothing was chosen by. */
public class ChangePointQualityTests {

  private static final long SEED = 900_300;

  @DataProvider
  Object[][] kinds() {
    return new Object[][] {{true}, {false}};
  }

  @Test(dataProvider = "kinds")
  public void changePointsAreFoundAndFewAreInvented(boolean tuning) {
    var quality = DetectionQuality.of(ChangeDetector.ours(), NoiseKind.all(tuning), SEED, 60);

    assertThat(quality.f1()).isGreaterThan(0.95);
    assertThat(quality.precision()).isGreaterThan(0.965);
    assertThat(quality.recall()).isGreaterThan(0.90);
    assertThat(quality.alarms()).isLessThan(0.04);
  }

  @Test
  public void shiftsOfTwoAndAHalfSigmaAreToldWithinTenBuildsAndLittleElse() {
    var online = DetectionQuality.Online.of(NoiseKind.all(true), SEED, 20);

    assertThat(online.found()).isGreaterThan(0.9);
    assertThat(online.falsePerThousand()).isLessThan(4);
  }

  @Test
  public void regressionsAmongManyKpisAreToldAndFewAreInvented() {
    var gate = GateQuality.of(NoiseKind.all(true), SEED, 1, 4, 0.1);

    assertThat(gate.power()).isGreaterThan(0.9);
    assertThat(gate.falseDiscovery()).isLessThan(0.15);
  }
}
