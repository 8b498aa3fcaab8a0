package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;
import java.util.Optional;

/** How a machine that boots from the network fetches a file of its own folder (such as {@code boot.ipxe}). */
@FunctionalInterface
public interface BootFiles {

  /** Fetch a file; empty when nothing serves it to this host. */
  Optional<byte[]> fetch(LabSpec.Host host, String file);
}
