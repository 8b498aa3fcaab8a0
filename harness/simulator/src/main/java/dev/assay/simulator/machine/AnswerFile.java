package dev.assay.simulator.machine;

import java.util.List;
import java.util.Optional;

/**
 * What the installer was told.
 *
 * @param primaryDisk in a restoration the disk with the backup
 * @param rootPassword absent in an upgrade, which keeps it
 * @param source blank in a restoration
 * @param address the static address of the management interface; absent with DHCP
 * @param scripts addresses of scripts to run on the new system's files
 */
record AnswerFile(
    Mode mode,
    String primaryDisk,
    Optional<String> rootPassword,
    String source,
    Optional<String> hostname,
    Optional<String> address,
    String timezone,
    List<String> ntpServers,
    List<String> scripts) {

  enum Mode {
    FRESH,
    UPGRADE,
    /** Put the system back that an upgrade has kept. */
    RESTORE
  }
}
