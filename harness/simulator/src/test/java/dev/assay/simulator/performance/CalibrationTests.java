package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class CalibrationTests {

  private static final List<String> OUTSIDE = List.of("downtime, all of 1 GiB written all the time, 10 Gb/s", "last copy, SPECweb99 server of 18.2 MB, 1 Gb/s");

  private List<Calibration.Row> rows;

  @BeforeClass
  public void runTheExperiments() {
    rows = Calibration.run(3);
  }

  @Test
  public void fittedFiguresComeWithinATenthOfWhatWasPublished() {
    assertThat(rows).filteredOn(row -> row.use() == Calibration.Use.FITTED).hasSize(13).allSatisfy(row -> assertThat(row.residual()).as(row.experiment()).isBetween(-0.1, 0.1));
  }

  @Test
  public void figuresHeldOutOfFittingComeWithinATenthOfTheirPublishedRange() {
    assertThat(rows).filteredOn(row -> row.use() == Calibration.Use.HELD_OUT).filteredOn(row -> !OUTSIDE.contains(row.experiment())).hasSize(9)
        .allSatisfy(row -> assertThat(row.residual()).as(row.experiment()).isBetween(-0.1, 0.1));
  }

  @Test
  public void startsOfAStormAreMoreAlikeWithControlGroupsThanWithout() {
    assertThat(rows).filteredOn(row -> row.experiment().startsWith("slowest start")).singleElement()
        .satisfies(row -> assertThat(row.model()).as("the slowest start over the median, with over without").isBetween(0.3, 0.8));
  }

  @Test
  public void twoDowntimesAreKnownToBeOutsideATenthAndStayWhereTheyAre() {
    assertThat(rows).filteredOn(row -> OUTSIDE.contains(row.experiment())).hasSize(2).allSatisfy(row -> assertThat(row.residual()).as(row.experiment()).isBetween(-0.3, 0.17));
  }

  @Test
  public void equalSeedsGiveEqualRows() {
    assertThat(Calibration.run(3)).isEqualTo(rows).isNotEqualTo(Calibration.run(4));
  }
}
