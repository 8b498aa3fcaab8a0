package dev.assay.site.pages;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** How a suite stands, by its newest whole run. */
public record Standing(String suite, String build, String word, Tally tally) {

  public int passed() {
    return tally.passed();
  }

  public int asked() {
    return tally.asked();
  }

  public SequencedMap<String, Integer> counts() {
    var counts = new LinkedHashMap<String, Integer>();
    counts.put("pass", tally.passed());
    counts.put("fail", tally.failed());
    counts.put("inconclusive", tally.inconclusive());
    counts.put("skipped", tally.skipped());
    counts.put("untried", tally.untried());
    counts.put("flaky", tally.flaky());
    return counts;
  }
}
