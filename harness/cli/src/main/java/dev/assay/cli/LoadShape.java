package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.kpi.Sample;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a host does under load, without what its speed has to do with it: how starts slow down as guests gather, how alike
 * starts are that happen together, and what memory a guest costs.
 *
 * @param alone seconds that each start took while a host was filled one by one, in that order
 * @param together seconds that each start took in a storm
 * @param memoryPerGuest MiB of the hypervisor's memory that went with each guest of the storm
 */
record LoadShape(List<Double> alone, List<Double> together, double memoryPerGuest) {

  /** As many starts as make a median that one odd start does not move. */
  private static final int LEAST_STARTS = 10;

  LoadShape {
    alone = List.copyOf(alone);
    together = List.copyOf(together);
  }

  /** Read it off the samples of a storm run and of a density run, those of small guests. */
  static LoadShape of(List<Sample> storm, List<Sample> density, String whose) {
    var alone = values(density, "density.start");
    var together = values(storm, "bootstorm.start");
    var memory = values(storm, "bootstorm.memory-per-guest");
    if (alone.size() < LEAST_STARTS || together.size() < LEAST_STARTS || memory.isEmpty()) {
      throw new AssayException.Nothing("calibrating by " + whose + ": it has " + alone.size() + " starts one by one, " + together.size() + " together and "
          + memory.size() + " readings of memory; " + LEAST_STARTS + " starts of both kinds are needed");
    }
    return new LoadShape(alone, together, memory.getLast());
  }

  private static List<Double> values(List<Sample> samples, String kpi) {
    return samples.stream().filter(sample -> sample.kpi().name().equals(kpi)).sorted(Comparator.comparing(Sample::at)).map(Sample::value).toList();
  }

  /** Return what is compared, by name; all without a unit but where the name has one. */
  SequencedMap<String, Double> figures() {
    int tenth = Math.max(3, alone.size() / 10);
    var figures = new LinkedHashMap<String, Double>();
    figures.put("median start one by one, s", median(alone));
    figures.put("start latency, last tenth of the guests over the first", median(alone.subList(alone.size() - tenth, alone.size())) / median(alone.subList(0, tenth)));
    figures.put("start latency together over one by one", median(together) / median(alone));
    figures.put("unfairness together, 95th percentile over median", sorted(together).get(together.size() * 19 / 20) / median(together));
    figures.put("memory per guest, MiB", memoryPerGuest);
    return figures;
  }

  private static double median(List<Double> values) {
    return sorted(values).get(values.size() / 2);
  }

  private static List<Double> sorted(List<Double> values) {
    return values.stream().sorted().toList();
  }
}
