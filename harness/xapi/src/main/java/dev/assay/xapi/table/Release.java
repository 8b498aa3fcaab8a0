package dev.assay.xapi.table;

import dev.assay.core.ProductVersion;
import java.util.Optional;

/**
 * A release of the API, ordered as they came out.
 *
 * @param name the code name ({@code creedence}) or, for later ones, the toolstack's own version ({@code 26.16.0})
 * @param product the first product version that carried it, where a product release went by that code name
 */
public record Release(String name, int order, Optional<ProductVersion> product) implements Comparable<Release> {

  @Override
  public int compareTo(Release other) {
    return Integer.compare(order, other.order);
  }

  @Override
  public String toString() {
    return name;
  }
}
