package dev.assay.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.testng.annotations.Test;

/** What SciPy says of the same samples, to 1e-9; {@code src/test/python/reference.py} writes the values. */
public class ScipyReferenceTests {

  @Test
  public void exactMannWhitneyAgreesWithAndWithoutTies() {
    agreesOnTests("mann-whitney-exact", 9, MannWhitney::exact);
  }

  @Test
  public void asymptoticMannWhitneyAgrees() {
    agreesOnTests("mann-whitney-asymptotic", 4, MannWhitney::asymptotic);
  }

  @Test
  public void brunnerMunzelAgrees() {
    agreesOnTests("brunner-munzel", 3, BrunnerMunzel::test);
  }

  @Test
  public void kolmogorovSmirnovAgrees() {
    agreesOnTests("kolmogorov-smirnov", 3, KolmogorovSmirnov::test);
  }

  @Test
  public void hodgesLehmannAgreesWithAllDifferencesWrittenDown() {
    agrees("hodges-lehmann", 6, reference -> {
      var shift = HodgesLehmann.estimate(reference.field(0), reference.field(1), 0.95);
      return new double[] {shift.estimate(), shift.interval().low(), shift.interval().high()};
    });
  }

  @Test
  public void cliffsDeltaAgrees() {
    agrees("cliffs-delta", 6, reference -> new double[] {EffectSize.cliffsDelta(reference.field(0), reference.field(1))});
  }

  @Test
  public void fisherExactAgrees() {
    agrees("fisher", 5, reference -> {
      var table = reference.field(0);
      return new double[] {FisherExact.test((int) table[0], (int) table[1], (int) table[2], (int) table[3]).pValue()};
    });
  }

  @Test
  public void intervalsOfProportionsAgree() {
    agrees("proportion", 6, reference -> {
      long x = (long) reference.field(0)[0];
      long n = (long) reference.field(0)[1];
      var wilson = Proportions.wilson(x, n, 0.95);
      var exact = Proportions.clopperPearson(x, n, 0.95);
      return new double[] {
        wilson.low(), wilson.high(), exact.low(), exact.high(), Proportions.lowerBound(x, n, 0.95), Proportions.upperBound(x, n, 0.95)
      };
    });
  }

  @Test
  public void falseDiscoveryAdjustmentsAgree() {
    for (var reference : atLeast("false-discovery", 3)) {
      assertThat(FalseDiscovery.benjaminiHochberg(reference.field(0))).containsExactly(reference.field(1), within(1e-9));
      assertThat(FalseDiscovery.benjaminiYekutieli(reference.field(0))).containsExactly(reference.field(2), within(1e-9));
    }
  }

  @Test
  public void theilSenAgrees() {
    agrees("theil-sen", 3, reference -> {
      var slope = TheilSen.estimate(reference.field(0), 0.95);
      return new double[] {slope.estimate(), slope.interval().low(), slope.interval().high()};
    });
  }

  @Test
  public void autocorrelationAgrees() {
    agrees("lag-one", 3, reference -> new double[] {Autocorrelation.lagOne(reference.field(0))});
  }

  @Test
  public void locationAndSpreadAgree() {
    agrees("descriptive", 3, reference -> {
      var values = reference.field(0);
      return new double[] {
        Descriptive.mean(values),
        Descriptive.variance(values),
        Descriptive.median(values),
        Descriptive.medianAbsoluteDeviation(values),
        Descriptive.quantile(values, 0.9)
      };
    });
  }

  @Test
  public void powerAgreesWithTheNoncentralT() {
    agrees("power", 5, reference -> {
      var given = reference.field(0);
      return new double[] {Power.of((int) given[0], (int) given[1], given[2], given[3])};
    });
  }

  private static void agreesOnTests(String name, int cases, BiFunction<double[], double[], TestResult> test) {
    agrees(name, cases, reference -> {
      var result = test.apply(reference.field(0), reference.field(1));
      return new double[] {result.statistic(), result.pValue()};
    });
  }

  private static void agrees(String name, int cases, Function<Reference, double[]> ours) {
    for (var reference : atLeast(name, cases)) {
      assertThat(ours.apply(reference)).as(name).containsExactly(reference.expected(), within(1e-9));
    }
  }

  private static java.util.List<Reference> atLeast(String name, int cases) {
    var references = Reference.named(name);
    assertThat(references).as("reference values of " + name).hasSize(cases);
    return references;
  }
}
