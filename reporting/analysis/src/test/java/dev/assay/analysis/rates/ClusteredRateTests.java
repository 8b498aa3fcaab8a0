package dev.assay.analysis.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.rates.ClusteredRate.Cluster;
import dev.assay.analysis.stats.Proportions;
import dev.assay.analysis.stats.SplitMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.testng.annotations.Test;

public class ClusteredRateTests {

  @Test
  public void clustersThatAreAlikeHaveThePlainBound() {
    var alike = Collections.nCopies(10, new Cluster(48, 50));

    assertThat(ClusteredRate.designEffect(alike)).isEqualTo(1);
    assertThat(ClusteredRate.lowerBound(alike, 0.95)).isCloseTo(Proportions.lowerBound(480, 500, 0.95), within(1e-12));
  }

  @Test
  public void failuresOnOneHostLowerTheBound() {
    var clusters = new ArrayList<>(Collections.nCopies(9, new Cluster(50, 50)));
    clusters.add(new Cluster(30, 50));

    assertThat(ClusteredRate.correlation(clusters)).isGreaterThan(0.2);
    assertThat(ClusteredRate.lowerBound(clusters, 0.95)).isLessThan(Proportions.lowerBound(480, 500, 0.95) - 0.05);
  }

  @Test
  public void boundIsAboveTheTrueRateAboutAsOftenAsAllowed() {
    var chance = new SplitMix(5);
    int tooHigh = 0;
    for (int trial = 0; trial < 400; trial++) {
      tooHigh += ClusteredRate.lowerBound(clustered(chance), 0.95) > 0.9 ? 1 : 0;
    }

    assertThat(tooHigh / 400.0).isLessThan(0.09);
  }

  @Test
  public void oneClusterIsNotEnough() {
    assertThatThrownBy(() -> ClusteredRate.lowerBound(List.of(new Cluster(1, 2), new Cluster(0, 0)), 0.95)).hasMessageContaining("at least two clusters");
  }

  /** Twenty hosts of 40 cases; their own rates are 0.85 or 0.95, so that the intra-cluster correlation is 0.028. */
  private static List<Cluster> clustered(SplitMix chance) {
    var clusters = new ArrayList<Cluster>();
    for (int host = 0; host < 20; host++) {
      double rate = chance.below(2) == 0 ? 0.85 : 0.95;
      int passed = 0;
      for (int i = 0; i < 40; i++) {
        passed += chance.nextDouble() < rate ? 1 : 0;
      }
      clusters.add(new Cluster(passed, 40));
    }
    return clusters;
  }
}
