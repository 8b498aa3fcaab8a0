package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;
import java.util.List;
import java.util.Optional;

/** What one host reaches through its cables. */
public interface Network {

  /** Find the toolstack that listens on this address now; empty while that host is off, booting or not installed. */
  Optional<Toolstack> toolstackAt(String address);

  /** List the exports that this host reaches, in the lab's order. */
  List<LabSpec.Export> exports();

  /** Find the export of this kind and target, if this host reaches it. */
  default Optional<LabSpec.Export> export(String kind, String target) {
    return exports().stream().filter(export -> export.kind().equals(kind) && export.target().equals(target)).findFirst();
  }

  /** Tell whether packets get through to the machine that listens there. */
  boolean reaches(String address);
}
