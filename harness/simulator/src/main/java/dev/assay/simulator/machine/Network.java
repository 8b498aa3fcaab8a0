package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;
import java.util.Optional;

/** What one host reaches through its cables. */
public interface Network {

  /** Find the toolstack that listens on this address now; empty while that host is off, booting or not installed. */
  Optional<Toolstack> toolstackAt(String address);

  /** Find the export of this kind and target, if this host reaches it. */
  Optional<LabSpec.Export> export(String kind, String target);
}
