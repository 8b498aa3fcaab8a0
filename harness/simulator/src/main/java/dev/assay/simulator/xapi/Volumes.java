package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.storage.Repository;
import dev.assay.simulator.storage.Volume;
import java.util.Optional;

/** Finds what stands behind a VDI's record. */
final class Volumes {

  private Volumes() {}

  static Repository repository(Pool pool, Entity sr) {
    return pool.repository(sr).orElseThrow(() -> Refusal.of("SR_HAS_NO_PBDS", sr.ref()));
  }

  static Volume of(Pool pool, Entity vdi) {
    return find(pool, vdi).orElseThrow(() -> Refusal.of("VDI_MISSING", vdi.text("SR"), vdi.ref()));
  }

  /** Return how much must be read to copy a disk. */
  static Bytes toCopy(Pool pool, Entity vdi) {
    return repository(pool, vdi.target("SR").orElseThrow()).toCopy(of(pool, vdi));
  }

  static Optional<Volume> find(Pool pool, Entity vdi) {
    return vdi.target("SR").flatMap(pool::repository).map(repository -> repository.find(vdi.text("location")));
  }
}
