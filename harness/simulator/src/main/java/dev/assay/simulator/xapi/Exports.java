package dev.assay.simulator.xapi;

import dev.assay.simulator.LabSpec;
import dev.assay.simulator.storage.Medium;
import java.util.HashMap;
import java.util.Map;

/** What the lab's storage exports hold: it outlives every host and pool that uses them. */
final class Exports {

  private final Map<String, Medium> media = new HashMap<>();

  Medium of(LabSpec.Export export) {
    return media.computeIfAbsent(export.name(), _ -> new Medium(export.size()));
  }
}
