package dev.assay.inventory.planning;

import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Facts;
import java.util.List;

/**
 * A resource beside hosts.
 *
 * @param units how many leases can have a part of it at once
 * @param range whether units asked for together must follow one another
 * @param export whether it is a storage export, which hosts reach by name
 * @param sites whose hosts reach it, when it is not an export; empty for all
 */
public record Shared(String name, String kind, int units, boolean range, boolean export, List<String> sites) {

  boolean reachedBy(Facts host) {
    return export ? host.words(Attribute.STORAGE).contains(name) : sites.isEmpty() || sites.contains(host.text(Attribute.SITE));
  }
}
