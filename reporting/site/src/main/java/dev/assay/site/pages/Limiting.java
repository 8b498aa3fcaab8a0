package dev.assay.site.pages;

import dev.assay.site.pages.ScaleView.Reading;
import dev.assay.site.pages.ScaleView.Resource;
import java.util.Comparator;
import java.util.List;

/** Names the shared resource that was used up the most: only shares in percent can be held against each other. */
final class Limiting {

  /** A resource busy for less than this on average limits nothing. */
  private static final double BUSY = 70;

  private Limiting() {}

  static String of(List<Resource> resources) {
    return resources.stream()
        .filter(resource -> resource.unit().equals("%"))
        .max(Comparator.comparingDouble(Limiting::mean))
        .filter(resource -> mean(resource) >= BUSY)
        .map(resource -> resource.kpi() + (resource.host().isEmpty() ? "" : " of " + resource.host()) + ", busy " + Math.round(mean(resource)) + " % on average")
        .orElse("");
  }

  private static double mean(Resource resource) {
    return resource.readings().stream().mapToDouble(Reading::value).average().orElse(0);
  }
}
