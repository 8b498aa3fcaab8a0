package dev.assay.analysis.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.analysis.rates.HostPattern.Ended;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.Test;

public class HostPatternTests {

  @Test
  public void hostThatHoldsMostFailuresIsSuspect() {
    var cases = new ArrayList<>(cases("h1", 8, 2));
    cases.addAll(cases("h2", 1, 19));

    assertThat(HostPattern.of(cases)).hasValueSatisfying(suspect -> {
      assertThat(suspect.host()).isEqualTo("h1");
      assertThat(suspect.describe()).isEqualTo("host h1 holds 8 of 9 failures (8/10 of its cases)");
    });
  }

  @Test
  public void failuresEverywhereAreNoHostsFault() {
    var cases = new ArrayList<>(cases("h1", 8, 2));
    cases.addAll(cases("h2", 8, 2));

    assertThat(HostPattern.of(cases)).isEmpty();
  }

  @Test
  public void onlyHostOfARunCannotBeTold() {
    assertThat(HostPattern.of(cases("h1", 9, 1))).isEmpty();
  }

  @Test
  public void twoFailuresAreNoPattern() {
    var cases = new ArrayList<>(cases("h1", 2, 0));
    cases.addAll(cases("h2", 0, 100));

    assertThat(HostPattern.of(cases)).isEmpty();
  }

  private static List<Ended> cases(String host, int failed, int passed) {
    var cases = new ArrayList<Ended>();
    for (int i = 0; i < failed + passed; i++) {
      cases.add(new Ended(host + "/case-" + i, List.of(host), i < failed));
    }
    return cases;
  }
}
