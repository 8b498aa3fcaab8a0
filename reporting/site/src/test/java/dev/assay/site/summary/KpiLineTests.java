package dev.assay.site.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kpi.Kpi;
import java.util.TreeMap;
import org.testng.annotations.Test;

public class KpiLineTests {

  @Test
  public void quantilesInterpolateBetweenOrderStatistics() {
    var line = new KpiLine(Kpi.lower("vm.boot", "s"), new TreeMap<>(), new double[] {4, 1, 3, 2});
    assertThat(line.quantile(0)).isEqualTo(1);
    assertThat(line.median()).isEqualTo(2.5);
    assertThat(line.quantile(1)).isEqualTo(4);
  }

  @Test
  public void aSingleSampleIsEveryQuantile() {
    assertThat(new KpiLine(Kpi.lower("vm.boot", "s"), new TreeMap<>(), new double[] {7}).quantile(0.95)).isEqualTo(7);
  }
}
