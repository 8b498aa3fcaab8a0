package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.storage.Medium;
import dev.assay.simulator.storage.Repository;
import dev.assay.xapi.XapiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Finds the medium behind a device configuration, as the storage drivers of one host do, and attaches repositories. */
final class Storage {

  private Storage() {}

  /** Find the driver that a host has for this type of repository. */
  static StorageDrivers driver(HostToolstack host, String type) {
    return StorageDrivers.in(host.doors().generation())
        .filter(driver -> driver.type().equals(type))
        .findFirst()
        .orElseThrow(() -> Refusal.of("SR_UNKNOWN_DRIVER", type));
  }

  /** Return the medium that a device configuration names, or refuse as the driver does. */
  static Medium medium(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    driver.needs().stream().filter(key -> Values.text(config, key).isEmpty()).findFirst().ifPresent(missing -> {
      throw missing(host, driver, config, missing);
    });
    if (driver.local()) {
      return host.disk();
    }
    if (driver.type().equals("nfs")) {
      checkNfsVersion(host, config);
    }
    return export(host, driver, config)
        .map(host.exports()::of)
        .orElseThrow(() -> unreachable(driver));
  }

  /** Return a host's resources as what lies on this repository uses them. */
  static HostResources through(HostToolstack host, Entity sr) {
    var way = wayTo(host, sr);
    // The product's own word for disks that are opened past the read cache.
    return Values.text(sr.map("other_config"), "o_direct").equals("true") ? way.withoutReadCache() : way;
  }

  private static HostResources wayTo(HostToolstack host, Entity sr) {
    var resources = host.doors().resources();
    return StorageDrivers.of(sr.text("type"))
        .filter(driver -> !driver.local() && !driver.type().equals("iso"))
        .flatMap(driver -> exportOf(host, driver, sr))
        .map(export -> resources.through(host.doors().array(export)))
        .orElse(resources);
  }

  /** Return a host's resources as a VM's first disk uses them. */
  static HostResources forGuest(HostToolstack host, Entity vm) {
    return vm.targets("VBDs").stream()
        .filter(vbd -> vbd.text("type").equals("Disk"))
        .flatMap(vbd -> vbd.target("VDI").stream())
        .flatMap(vdi -> vdi.target("SR").stream())
        .findFirst()
        .map(sr -> through(host, sr))
        .orElseGet(() -> host.doors().resources());
  }

  /** Tell whether a host gets at what a repository on the lab's network lies on. */
  static boolean reaches(HostToolstack host, Entity sr) {
    return StorageDrivers.of(sr.text("type")).flatMap(driver -> exportOf(host, driver, sr)).isPresent();
  }

  private static Optional<LabSpec.Export> exportOf(HostToolstack host, StorageDrivers driver, Entity sr) {
    return sr.targets("PBDs").stream()
        .filter(pbd -> pbd.text("host").equals(host.record().ref()))
        .findFirst()
        .flatMap(pbd -> export(host, driver, pbd.map("device_config")));
  }

  private static Optional<LabSpec.Export> export(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    var network = host.doors().network();
    var found = network.export(driver.exportKind(), target(host, driver, config));
    // An ISO library may lie on any file server, and any NFS export may hold one.
    return driver.type().equals("iso") ? found.or(() -> network.export("nfs", target(host, driver, config))) : found;
  }

  private static String target(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    return switch (driver.type()) {
      case "nfs" -> Values.text(config, "server") + ":" + Values.text(config, "serverpath");
      case "lvmoiscsi" -> Values.text(config, "target") + "/" + Values.text(config, "targetIQN") + "/" + Values.text(config, "SCSIid");
      case "lvmohba", "lvmofcoe" -> fibreChannel(host, driver.exportKind(), Values.text(config, "SCSIid"));
      case "smb" -> share(Values.text(config, "server"));
      default -> share(Values.text(config, "location"));
    };
  }

  /** A LUN on fibre channel, on its own network or over Ethernet, is known by its SCSI id alone, whichever array it lies on. */
  private static String fibreChannel(HostToolstack host, String kind, String scsiId) {
    return host.doors().network().exports().stream()
        .filter(export -> export.kind().equals(kind) && export.target().endsWith("/" + scsiId))
        .map(LabSpec.Export::target)
        .findFirst()
        .orElse(scsiId);
  }

  /** Turn {@code //server/share} into {@code server:/share}; other forms stay. */
  private static String share(String location) {
    return location.startsWith("//") ? location.substring(2).replaceFirst("/", ":/") : location;
  }

  private static XapiException missing(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config, String key) {
    return switch (key) {
      case "targetIQN" -> failure(96, "The request is missing or has an incorrect target IQN parameter", Probes.targets(host, Values.text(config, "target")));
      case "SCSIid" -> failure(107, "The SCSIid parameter is missing or incorrect", units(host, driver, config));
      case "target" -> failure(95, "The request is missing the target parameter", "");
      case "serverpath" -> failure(101, "The request is missing the serverpath parameter", Probes.paths(host, Values.text(config, "server")));
      case "server" -> failure(102, "The request is missing the server parameter", "");
      case "location" -> failure(220, "'Location' parameter must be specified in Device Configuration", "");
      default -> failure(90, "The request is missing the " + key + " parameter", "");
    };
  }

  private static String units(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    return List.of("hba", "fcoe").contains(driver.exportKind())
        ? Probes.devices(host, driver.exportKind())
        : Probes.units(host, Values.text(config, "target"), Values.text(config, "targetIQN"), driver.exportKind());
  }

  /** Word a failure as the storage drivers do: a number for its kind, what went wrong, and what a probe found. */
  static XapiException failure(int number, String what, String found) {
    return Refusal.of("SR_BACKEND_FAILURE_" + number, "", what, found);
  }

  private static XapiException unreachable(StorageDrivers driver) {
    return switch (driver.type()) {
      case "nfs" -> failure(73, "NFS mount error [opterr=mount failed with return code 32]", "");
      case "lvmoiscsi" -> failure(141, "Unable to connect to ISCSI service on target", "");
      case "smb" -> failure(111, "SMB mount error [opterr=mount failed with return code 32]", "");
      case "iso" -> failure(222, "Could not mount the directory specified in Device Configuration", "");
      default -> failure(107, "The SCSIid parameter is missing or incorrect", "");
    };
  }

  /** NFS is spoken in version 3 unless another is asked for, which not every generation knows. */
  private static void checkNfsVersion(HostToolstack host, SequencedMap<String, Object> config) {
    var version = Values.text(config, "nfsversion");
    boolean known = version.isEmpty() || version.equals("3") || version.matches("4(\\.[01])?") && host.doors().generation().has(Feature.NFS_V4);
    if (!known) {
      throw failure(72, "Required NFS server version unsupported [opterr=" + version + "]", "");
    }
  }

  /** Attach a repository to a host: find what is on the medium and make the records of its disks. */
  static void plug(HostToolstack host, Entity pbd) {
    if (pbd.flag("currently_attached")) {
      return;
    }
    var sr = pbd.target("SR").orElseThrow(() -> Refusal.handleInvalid("SR", pbd.text("SR")));
    var driver = driver(host, sr.text("type"));
    var config = pbd.map("device_config");
    var repository = Values.text(config, "legacy_mode").equals("true") ? toolsLibrary(host, sr) : open(host, driver, sr, config);
    pbd.set("currently_attached", true);
    Multipath.note(host, driver, pbd);
    host.pool().attach(sr, repository);
    sr.set("physical_size", driver.type().equals("iso") ? repository.used().count() : medium(host, driver, config).size().count());
    scan(host.pool(), sr);
  }

  private static Repository toolsLibrary(HostToolstack host, Entity sr) {
    var library = new Medium(Bytes.gib(1)).create(sr.uuid(), "iso", true);
    IsoLibrary.fillWithTools(library, host.toolsVersion());
    return library;
  }

  private static Repository open(HostToolstack host, StorageDrivers driver, Entity sr, SequencedMap<String, Object> config) {
    var medium = medium(host, driver, config);
    if (driver.type().equals("iso")) {
      var library = medium.create("iso-library", "iso", true);
      IsoLibrary.fill(library);
      return library;
    }
    var repository = medium.find(sr.uuid());
    if (repository == null) {
      throw failure(47, "The SR is not available [opterr=no such volume group or directory: " + sr.uuid() + "]", "");
    }
    return repository;
  }

  static void unplug(Pool pool, Entity pbd) {
    pbd.set("currently_attached", false);
    Multipath.forget(pbd);
    pbd.target("SR").filter(sr -> sr.targets("PBDs").stream().noneMatch(other -> other.flag("currently_attached"))).ifPresent(pool::detach);
  }

  /** Bring the records in line with what lies on the repository. */
  static void scan(Pool pool, Entity sr) {
    var repository = Volumes.repository(pool, sr);
    var known = byLocation(sr);
    for (var volume : repository.volumes()) {
      if (!known.containsKey(volume.location())) {
        Vdis.introduce(pool, sr, repository, volume);
      }
    }
    for (var vdi : sr.targets("VDIs")) {
      vdi.set("missing", vdi.flag("managed") && repository.find(vdi.text("location")) == null);
      Vdis.noteSizes(pool, vdi);
    }
    Vdis.noteHidden(pool, sr, repository, true);
    linkSnapshots(sr, repository);
    Vdis.noteSpace(sr, repository);
    pool.collector().kick(pool, sr);
  }

  private static SequencedMap<String, Entity> byLocation(Entity sr) {
    var found = new LinkedHashMap<String, Entity>();
    sr.targets("VDIs").forEach(vdi -> found.putIfAbsent(vdi.text("location"), vdi));
    return found;
  }

  private static void linkSnapshots(Entity sr, Repository repository) {
    var vdis = byLocation(sr);
    for (var volume : repository.volumes()) {
      var snapshot = vdis.get(volume.location());
      if (!volume.snapshotOf().isEmpty() && snapshot != null) {
        snapshot.set("is_a_snapshot", true).setRef("snapshot_of", Optional.ofNullable(vdis.get(volume.snapshotOf())));
      }
    }
  }
}
