package dev.assay.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.testng.annotations.Test;

public class TextsTests {

  @Test
  public void durationsAreWrittenWithTheirTwoLargestUnits() {
    assertThat(Texts.brief(Duration.ofMillis(85))).isEqualTo("85ms");
    assertThat(Texts.brief(Duration.ofMillis(9_400))).isEqualTo("9.4s");
    assertThat(Texts.brief(Duration.ofSeconds(247))).isEqualTo("4m07s");
    assertThat(Texts.brief(Duration.ofMinutes(192))).isEqualTo("3h12m");
    assertThat(Texts.brief(Duration.ofHours(14 * 24))).isEqualTo("14d00h");
  }

  @Test
  public void countsNameTheDenominatorAndTheWorstFirst() {
    var counts = new LinkedHashMap<Verdict, Integer>();
    counts.put(Verdict.PASS, 29);
    counts.put(Verdict.SKIPPED, 1);
    counts.put(Verdict.FAIL, 2);
    assertThat(Texts.counts(counts, 32)).isEqualTo("29/32: 2 FAIL, 1 SKIPPED");
    assertThat(Texts.counts(new LinkedHashMap<>(), 3)).isEqualTo("0/3");
  }
}
