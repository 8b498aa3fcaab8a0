package dev.assay.simulator.xapi;

import dev.assay.simulator.guest.MemoryImage;
import java.util.Map;
import java.util.Optional;

/**
 * The database of a pool, and the memory of its suspended VMs, for those who take over what it speaks of.
 *
 * @param memory what lies on the disks of suspended VMs, by the disk's reference
 */
record KeptDatabase(ObjectDatabase database, Map<String, MemoryImage> memory) {

  Optional<MemoryImage> memory(String vdi) {
    return Optional.ofNullable(memory.get(vdi));
  }
}
