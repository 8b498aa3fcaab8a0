package dev.assay.site.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import org.testng.annotations.Test;

public class WordsTests {

  @Test
  public void aShareIsRoundedDownSoThatItNeverLooksBetterThanItIs() {
    assertThat(Words.percent(9_999, 10_000)).isEqualTo("99.9 %");
    assertThat(Words.percent(10_000, 10_000)).isEqualTo("100 %");
    assertThat(Words.percent(0, 0)).isEqualTo("\u2013");
  }

  @Test
  public void numbersKeepFourSignificantDigits() {
    assertThat(Words.number(0.004)).isEqualTo("0.004");
    assertThat(Words.number(0.0041239)).isEqualTo("0.004124");
    assertThat(Words.number(290_123.4)).isEqualTo("290123");
    assertThat(Words.number(2.5)).isEqualTo("2.5");
    assertThat(Words.number(100)).isEqualTo("100");
    assertThat(Words.number(0)).isEqualTo("0");
    assertThat(Words.number(1.5e12)).isEqualTo("1.500e+12");
  }

  @Test
  public void numbersAreRoundedAsTheLibraryRounds() {
    for (int i = 1; i < 20_000; i++) {
      double value = Math.pow(1.0017, i - 5_000) * (i % 2 == 0 ? 1 : -1);
      if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9) {
        int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(value))));
        assertThat(new BigDecimal(Words.number(value))).isEqualByComparingTo(String.format(Locale.ROOT, "%." + digits + "f", value));
      }
    }
  }

  @Test
  public void whatIsNoNumberIsSaidSo() {
    assertThat(Words.number(Double.NaN)).isEqualTo("NaN");
    assertThat(Words.number(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
  }

  @Test
  public void durationsAreWordedByTheirSize() {
    assertThat(Words.duration(Duration.ofMillis(1_500))).isEqualTo("1.50 s");
    assertThat(Words.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    assertThat(Words.duration(Duration.ofMillis(59_700))).isEqualTo("60 s");
    assertThat(Words.duration(Duration.ofHours(336))).isEqualTo("336 h 00 min");
  }
}
