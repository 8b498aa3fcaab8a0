package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class CalibrationTests {

  private List<Calibration.Row> rows;

  @BeforeClass
  public void runTheExperiments() {
    rows = Calibration.run(3);
  }

  @Test
  public void fittedFiguresComeWithinATenthOfWhatWasPublished() {
    assertThat(rows).filteredOn(row -> row.use() == Calibration.Use.FITTED).hasSize(12).allSatisfy(row -> assertThat(row.residual()).as(row.experiment()).isBetween(-0.1, 0.1));
  }

  @Test
  public void figuresHeldOutOfFittingComeWithinATenthOfTheirPublishedRange() {
    assertThat(rows).filteredOn(row -> row.use() == Calibration.Use.HELD_OUT).hasSize(4).allSatisfy(row -> assertThat(row.residual()).as(row.experiment()).isBetween(-0.1, 0.1));
  }

  @Test
  public void equalSeedsGiveEqualRows() {
    assertThat(Calibration.run(3)).isEqualTo(rows).isNotEqualTo(Calibration.run(4));
  }
}
