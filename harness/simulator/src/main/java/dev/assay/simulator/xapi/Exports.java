package dev.assay.simulator.xapi;

import dev.assay.simulator.LabSpec;
import dev.assay.simulator.storage.Medium;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the lab's storage exports hold: it outlives every host and pool that uses them. */
final class Exports {

  private final Map<String, Medium> media = new HashMap<>();

  /** Whose database is written to which metadata disk, by its place on the repository. */
  private final Map<String, Pool> databases = new HashMap<>();

  /** Say that a pool writes each change of its database to this disk from now on. */
  void writeDatabase(Entity vdi, Pool pool) {
    databases.put(vdi.text("location"), pool);
  }

  /** Return the pool whose database lies on this disk. */
  Optional<Pool> database(String location) {
    return Optional.ofNullable(databases.get(location));
  }

  Medium of(LabSpec.Export export) {
    return media.computeIfAbsent(export.name(), _ -> new Medium(export.size()));
  }
}
