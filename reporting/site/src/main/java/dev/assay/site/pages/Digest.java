package dev.assay.site.pages;

import java.util.SequencedMap;

/** How the cases of one run ended, for each area. */
record Digest(SequencedMap<String, Tally> areas) {

  Tally all() {
    return areas.values().stream().reduce(Tally.NONE, Tally::plus);
  }
}
