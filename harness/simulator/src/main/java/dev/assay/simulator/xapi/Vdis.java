package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.storage.Chains;
import dev.assay.simulator.storage.DiskImage;
import dev.assay.simulator.storage.Repository;
import dev.assay.simulator.storage.Volume;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Makes and deletes VDIs: record and contents together. */
final class Vdis {

  private Vdis() {}

  /** Make an empty disk; {@code SR_FULL} when a thick repository has no room for it. */
  static Entity create(Pool pool, Entity sr, String name, Bytes size, String type) {
    var repository = Volumes.repository(pool, sr);
    checkRoom(pool, sr, repository, size);
    return record(pool, sr, repository, name, type, DiskImage.empty(size), "");
  }

  /** Make a copy of a disk that goes its own way, in the same repository; it shares what neither changes. */
  static Entity fork(Pool pool, Entity vdi, Defects defects, boolean snapshot) {
    var sr = vdi.target("SR").orElseThrow();
    var repository = Volumes.repository(pool, sr);
    var volume = Volumes.of(pool, vdi);
    checkChain(repository, volume);
    checkRoom(pool, sr, repository, snapshot ? Bytes.ZERO : volume.image().size());
    var made = pool.database().create("VDI");
    var image = defects.has(Defect.CLONE_SHARES_DISK) ? volume.image() : child(pool, repository, volume, made.uuid());
    var copy = record(pool, sr, repository, made, vdi.text("name_label"), vdi.text("type"), image, snapshot ? vdi.text("location") : "");
    noteSizes(pool, vdi);
    return describeLike(vdi, copy);
  }

  private static DiskImage child(Pool pool, Repository repository, Volume volume, String location) {
    return repository.chains().fork(volume, location, pool.chance().uuid().toString());
  }

  /** Refuse to make the chain of a disk longer than its driver bears. */
  private static void checkChain(Repository repository, Volume volume) {
    if (repository.chains().depth(volume.location()) >= Chains.LONGEST) {
      throw Storage.failure(109, "The snapshot chain is too long", "");
    }
  }

  /** Make a full copy of a disk's contents in another repository. */
  static Entity copyTo(Pool pool, Entity vdi, Entity sr) {
    var volume = Volumes.of(pool, vdi);
    var repository = Volumes.repository(pool, sr);
    checkRoom(pool, sr, repository, volume.image().size());
    return describeLike(vdi, record(pool, sr, repository, vdi.text("name_label"), vdi.text("type"), volume.image().fork(), ""));
  }

  /** Make a disk with these contents. */
  static Entity adopt(Pool pool, Entity sr, String name, String type, DiskImage image) {
    var repository = Volumes.repository(pool, sr);
    checkRoom(pool, sr, repository, image.size());
    return record(pool, sr, repository, name, type, image, "");
  }

  private static Entity describeLike(Entity original, Entity copy) {
    for (var field : List.of("name_description", "sharable", "other_config", "xenstore_data", "sm_config", "tags")) {
      copy.set(field, original.get(field));
    }
    return copy;
  }

  private static void checkRoom(Pool pool, Entity sr, Repository repository, Bytes size) {
    long free = sr.whole("physical_size") - repository.used().count();
    if (!repository.thin() && size.count() > free) {
      throw Refusal.of("SR_FULL", size.count(), Math.max(0, free));
    }
  }

  private static Entity record(Pool pool, Entity sr, Repository repository, String name, String type, DiskImage image, String snapshotOf) {
    return record(pool, sr, repository, pool.database().create("VDI"), name, type, image, snapshotOf);
  }

  private static Entity record(Pool pool, Entity sr, Repository repository, Entity vdi, String name, String type, DiskImage image, String snapshotOf) {
    vdi.set("name_label", name).set("location", vdi.uuid()).set("type", type).set("managed", true);
    repository.put(new Volume(vdi.uuid(), name, type, false, snapshotOf, image));
    return describe(pool, vdi, sr, repository);
  }

  /** Make the record of a volume that lies on the repository already. */
  static Entity introduce(Pool pool, Entity sr, Repository repository, Volume volume) {
    var vdi = isUuid(volume.location()) ? pool.database().create("VDI", volume.location()) : pool.database().create("VDI");
    vdi.set("name_label", volume.name()).set("location", volume.location()).set("type", volume.type()).set("managed", true);
    vdi.set("read_only", volume.readOnly()).set("is_tools_iso", volume.location().equals("guest-tools.iso"));
    pool.master().exports().database(volume.location()).ifPresent(writer -> vdi.set("metadata_of_pool", writer.record().ref()).set("metadata_latest", writer != pool));
    return describe(pool, vdi, sr, repository);
  }

  private static boolean isUuid(String location) {
    return location.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  private static Entity describe(Pool pool, Entity vdi, Entity sr, Repository repository) {
    vdi.set("SR", sr.ref());
    noteSizes(pool, vdi);
    noteSpace(sr, repository);
    return vdi;
  }

  static void noteSizes(Pool pool, Entity vdi) {
    Volumes.find(pool, vdi).ifPresent(volume -> {
      vdi.set("virtual_size", volume.image().size().count());
      vdi.set("physical_utilisation", vdi.target("SR").flatMap(pool::repository).map(repository -> repository.spaceOf(volume).count()).orElse(0L));
    });
  }

  /**
   * Bring the records of hidden volumes in line with what there is.
   *
   * @param makeNew whether those that have none get one: the product makes them when it scans
   */
  static void noteHidden(Pool pool, Entity sr, Repository repository, boolean makeNew) {
    var left = new LinkedHashMap<String, Entity>();
    sr.targets("VDIs").stream().filter(vdi -> !vdi.flag("managed")).forEach(vdi -> left.put(vdi.text("location"), vdi));
    for (var hidden : repository.chains().hidden()) {
      var known = Optional.ofNullable(left.remove(hidden.location()));
      if (known.isPresent() || makeNew) {
        describe(known.orElseGet(() -> pool.database().create("VDI", hidden.location())), hidden, sr, repository);
      }
    }
    left.values().forEach(pool.database()::delete);
  }

  private static void describe(Entity vdi, Chains.Hidden hidden, Entity sr, Repository repository) {
    vdi.set("name_label", "base copy").set("location", hidden.location()).set("managed", false).set("read_only", true).set("type", "user");
    vdi.set("virtual_size", hidden.size().count()).set("physical_utilisation", hidden.space().count()).set("SR", sr.ref());
    repository.chains().parentOf(hidden.location()).ifPresent(parent -> vdi.set("sm_config", Values.map("vhd-parent", parent)));
  }

  static void noteSpace(Entity sr, Repository repository) {
    sr.set("physical_utilisation", repository.used().count());
    sr.set("virtual_allocation", repository.volumes().stream().mapToLong(volume -> volume.image().size().count()).sum());
  }

  /** Delete a disk: its record, the records of what it was plugged into, and its contents. */
  static void delete(Pool pool, Entity vdi) {
    var sr = vdi.target("SR");
    vdi.targets("VBDs").forEach(pool.database()::delete);
    sr.flatMap(pool::repository).ifPresent(repository -> {
      if (vdi.flag("is_a_snapshot") && pool.master().doors().defects().has(Defect.COALESCE_NEVER_HAPPENS)) {
        repository.removeLeavingSpace(vdi.text("location"));
      } else {
        repository.remove(vdi.text("location"));
      }
      sr.ifPresent(owner -> {
        noteSpace(owner, repository);
        pool.collector().kick(pool, owner);
      });
    });
    pool.database().delete(vdi);
  }
}
