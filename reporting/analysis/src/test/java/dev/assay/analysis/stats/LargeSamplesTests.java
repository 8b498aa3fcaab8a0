package dev.assay.analysis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** What SciPy 1.17 says of samples of a hundred thousand, of which all pairs are too many to be looked at. */
public class LargeSamplesTests {

  private static final double[] FIRST = IntStream.range(0, 100_000).mapToDouble(i -> i * 0.618033988749895 % 1).toArray();
  private static final double[] SECOND = IntStream.range(0, 100_000).mapToDouble(i -> i * 0.7548776662466927 % 1 * 1.02).toArray();

  @Test
  public void brunnerMunzelAgrees() {
    var result = BrunnerMunzel.test(FIRST, SECOND);

    assertThat(result.statistic()).isEqualTo(7.597725833233647, within(1e-9));
    assertThat(result.pValue()).isEqualTo(3.026829732723355e-14, within(1e-22));
  }

  @Test
  public void brunnerMunzelOfTiesAgrees() {
    assertThat(BrunnerMunzel.test(rounded(FIRST), rounded(SECOND)).statistic()).isEqualTo(7.589432466535816, within(1e-9));
  }

  @Test
  public void kolmogorovSmirnovAgrees() {
    assertThat(KolmogorovSmirnov.test(FIRST, SECOND).statistic()).isEqualTo(0.019630000000000036, within(1e-12));
    assertThat(KolmogorovSmirnov.test(Arrays.copyOf(FIRST, 12_000), Arrays.copyOf(SECOND, 11_000)).pValue()).isEqualTo(0.022818392782500398, within(1e-9));
  }

  @Test
  public void mannWhitneyAndTheShiftOfTiesAgree() {
    assertThat(MannWhitney.asymptotic(FIRST, SECOND).statistic()).isEqualTo(4901932159.5);
    assertThat(HodgesLehmann.shift(rounded(FIRST), rounded(FIRST))).isZero();
  }

  @Test
  public void slopeOfManyWholeNumbersWithoutTrendIsZero() {
    double[] whole = Arrays.stream(FIRST).map(value -> Math.rint(5 * value)).toArray();

    assertThat(TheilSen.estimate(whole, 0.95).estimate()).isEqualTo(0, within(1e-12));
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(value -> Math.rint(100 * value) / 100).toArray();
  }
}
