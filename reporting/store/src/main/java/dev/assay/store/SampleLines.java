package dev.assay.store;

import dev.assay.core.kpi.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The different series among samples.
 *
 * @param names in the order in which they were met
 * @param lines for each sample, the place of its series in that list
 */
record SampleLines(List<SeriesName> names, int[] lines) {

  static SampleLines of(List<Sample> samples) {
    var places = new HashMap<SeriesName, Integer>();
    var names = new ArrayList<SeriesName>();
    int[] lines = new int[samples.size()];
    for (int i = 0; i < lines.length; i++) {
      var name = SeriesName.of(samples.get(i));
      var place = places.get(name);
      if (place == null) {
        place = names.size();
        places.put(name, place);
        names.add(name);
      }
      lines[i] = place;
    }
    return new SampleLines(names, lines);
  }

  int line(int sample) {
    return lines[sample];
  }
}
