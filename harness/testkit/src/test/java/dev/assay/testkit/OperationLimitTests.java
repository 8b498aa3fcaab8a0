package dev.assay.testkit;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Time;
import java.time.Duration;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class OperationLimitTests {

  @DataProvider
  Object[][] patience() {
    return new Object[][] {
      {ofMinutes(15), ofMinutes(20)},
      {ofMinutes(40), ofMinutes(40)},
      {ofHours(8), ofHours(1)},
      {Time.FOREVER, ofMinutes(20)},
    };
  }

  @Test(dataProvider = "patience")
  void anOperationMayTakeAsLongAsItsCaseMayBeSilentWithinBounds(Duration ofCase, Duration ofOperation) {
    assertThat(Toolstack.limit(ofCase)).isEqualTo(ofOperation);
  }
}
