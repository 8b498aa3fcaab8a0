package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Works behind the scenes on repositories whose volumes came or went: drops hidden volumes that nobody reads, merges only children. */
final class Collector {

  /** How long it waits for more to come; ours. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Repositories that it will look at, by reference. */
  private final Set<String> asked = new HashSet<>();

  /** Have it look at a repository before long. */
  void kick(Pool pool, Entity sr) {
    var host = pool.master();
    if (!host.isUp() || host.doors().defects().has(Defect.COALESCE_NEVER_HAPPENS) || !asked.add(sr.ref())) {
      return;
    }
    host.doors().time().schedule(PATIENCE, () -> {
      asked.remove(sr.ref());
      if (due(pool, sr)) {
        host.doors().time().fork("collector of " + sr.text("name_label"), () -> {
          collect(pool, sr);
          return true;
        });
      }
    });
  }

  private static boolean due(Pool pool, Entity sr) {
    return !sr.deleted && pool.master().isUp() && pool.repository(sr).flatMap(repository -> repository.chains().due()).isPresent();
  }

  private static void collect(Pool pool, Entity sr) {
    while (due(pool, sr)) {
      var repository = pool.repository(sr).orElseThrow();
      var merge = repository.chains().due().orElseThrow();
      try {
        pool.master().performOn(sr, new Operation.CopyDisk(merge.space()));
      } catch (XapiException | AssayException.Lab e) {
        return;
      }
      repository.chains().merge(merge.location());
      tell(pool, sr);
    }
  }

  /** Bring the records of a repository and of its disks in line; a hidden volume that is gone takes its record with it. */
  private static void tell(Pool pool, Entity sr) {
    if (sr.deleted) {
      return;
    }
    pool.repository(sr).ifPresent(repository -> {
      Vdis.noteHidden(pool, sr, repository, false);
      Vdis.noteSpace(sr, repository);
      pool.master().doors().log("SMlog", "SMGC: merged in " + sr.uuid() + ", " + repository.chains().hidden().size() + " hidden volumes left");
    });
  }
}
