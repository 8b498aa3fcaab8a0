package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** How a machine that boots from the network fetches a file of its own folder (such as {@code boot.ipxe}). */
@FunctionalInterface
public interface BootFiles {

  /** Fetch a file; empty when nothing serves it to this host. */
  Optional<byte[]> fetch(LabSpec.Host host, String file);

  /**
   * Do what the installer's script says of the new system's keys, if this machine makes new ones: make them, and report them.
   *
   * @return the files that the new system has of them
   */
  default SequencedMap<String, byte[]> makeKeys(LabSpec.Host host, String script) {
    return new LinkedHashMap<>();
  }
}
