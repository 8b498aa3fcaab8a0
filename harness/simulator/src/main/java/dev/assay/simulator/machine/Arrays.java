package dev.assay.simulator.machine;

import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.performance.StorageArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file servers and disk arrays of a lab: exports of one server share what it can do. */
public final class Arrays {

  /** Kinds that have a network of their own beside the hosts' cards. */
  private static final List<String> OF_THEIR_OWN = List.of("hba", "fcoe");

  private final VirtualTime time;
  private final Map<String, StorageArray> byServer = new HashMap<>();

  public Arrays(VirtualTime time) {
    this.time = time;
  }

  /** Return what stands behind an export: the part of its target before the path or the LUN. */
  StorageArray behind(LabSpec.Export export) {
    return byServer.computeIfAbsent(export.target().split("[:/]", 2)[0], _ -> new StorageArray(time, !OF_THEIR_OWN.contains(export.kind())));
  }
}
