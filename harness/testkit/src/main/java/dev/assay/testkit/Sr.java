package dev.assay.testkit;

import dev.assay.core.Bytes;
import dev.assay.xapi.model.PbdFields;
import dev.assay.xapi.model.SrFields;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VdiRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/** A storage repository. Closing it destroys it and what it holds. */
public final class Sr implements AutoCloseable {

  /** Space is given back within minutes; it has settled when two looks see the same. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final int LOOKS = 30;
  private static final List<String> FILES = List.of("ext", "file", "xfs", "nfs", "smb");
  private static final String READ_PAST_CACHE = "o_direct";

  private final Toolstack toolstack;
  private final SrRef ref;

  Sr(Toolstack toolstack, SrRef ref) {
    this.toolstack = toolstack;
    this.ref = ref;
  }

  /** Make an empty disk on it; it goes with the repository, or with the case. */
  public VdiRef createDisk(Bytes size) {
    var name = toolstack.bench().name("disk");
    return toolstack.bench().act("vdi.create", name, java.util.Map.of("size", size.toString()), () ->
        toolstack.session().callFor(VdiRef.KIND, "VDI.create", Records.disk(name, ref, size)));
  }

  /** Let a disk of it grow to this size. */
  public void grow(VdiRef disk, Bytes size) {
    toolstack.bench().act("vdi.resize", name(), java.util.Map.of("to", size.toString()), () -> toolstack.run("VDI.resize", disk, size.count()));
  }

  public Bytes sizeOf(VdiRef disk) {
    return toolstack.session().get(VdiFields.VIRTUAL_SIZE, disk);
  }

  /** Make a full copy of a disk here; it goes with the repository, or with the case. */
  public VdiRef copyOf(VdiRef disk) {
    return toolstack.bench().act("vdi.copy", name(), java.util.Map.of(), () ->
        toolstack.session().runFor(VdiRef.KIND, toolstack.limit(), "VDI.copy", disk, ref));
  }

  public void destroy(VdiRef disk) {
    toolstack.bench().act("vdi.destroy", name(), () -> toolstack.session().call("VDI.destroy", disk));
  }

  /** Have the product look at what is really there. */
  public void scan() {
    toolstack.bench().act("sr.scan", name(), () -> toolstack.run("SR.scan", ref));
  }

  /** List the disks that the product says it holds; not those that it hides, which others share. */
  public List<VdiRef> disks() {
    return toolstack.session().get(SrFields.VDIS, ref).stream().filter(vdi -> toolstack.session().get(VdiFields.MANAGED, vdi)).toList();
  }

  /** Return how much of its device it uses, once what deleted snapshots shared has been given back behind the scenes. */
  public Bytes usedSpace() {
    toolstack.session().call("SR.scan", ref);
    var used = lookAtSpace();
    for (int look = 0; look < LOOKS; look++) {
      toolstack.bench().time().sleep(BETWEEN_LOOKS);
      var now = lookAtSpace();
      if (now.equals(used)) {
        return now;
      }
      used = now;
    }
    return used;
  }

  private Bytes lookAtSpace() {
    toolstack.session().call("SR.update", ref);
    return toolstack.session().get(SrFields.PHYSICAL_UTILISATION, ref).orElse(Bytes.ZERO);
  }

  /** Let hosts keep what guests read from it in their control domains' memory, where the release does so, or not: of disks plugged from now on. */
  public void cacheReads(boolean cached) {
    toolstack.session().call("SR.remove_from_other_config", ref, READ_PAST_CACHE);
    if (!cached) {
      toolstack.session().call("SR.add_to_other_config", ref, READ_PAST_CACHE, "true");
    }
  }

  public boolean isShared() {
    return toolstack.session().get(SrFields.SHARED, ref);
  }

  public String type() {
    return toolstack.session().get(SrFields.TYPE, ref);
  }

  /** Tell whether a volume of it takes only the space that was written: files do, logical volumes do not. */
  public boolean isThin() {
    return FILES.contains(type());
  }

  String uuid() {
    return toolstack.session().get(SrFields.UUID, ref);
  }

  public String name() {
    return toolstack.session().get(SrFields.NAME_LABEL, ref);
  }

  /** Count the hosts that are attached to it now. */
  public int attachments() {
    return (int) toolstack.session().get(SrFields.PBDS, ref).stream()
        .filter(pbd -> toolstack.session().get(PbdFields.CURRENTLY_ATTACHED, pbd))
        .count();
  }

  /** Have new disks, suspended memory and crash dumps go here. */
  public void makeDefault() {
    toolstack.session().call("pool.set_default_SR", toolstack.pool(), ref);
    toolstack.session().call("pool.set_suspend_image_SR", toolstack.pool(), ref);
  }

  /** Destroy it and make a new, empty one on the same device; it must hold no disk. */
  public Sr recreate() {
    return recreateAs(type());
  }

  /** Destroy it and make a new, empty one of this type on the same device; it must hold no disk. */
  public Sr recreateAs(String type) {
    var session = toolstack.session();
    var pbd = session.get(SrFields.PBDS, ref).getFirst();
    var config = new LinkedHashMap<String, Object>(session.get(PbdFields.DEVICE_CONFIG, pbd));
    var host = session.get(PbdFields.HOST, pbd);
    var name = name();
    close();
    return toolstack.bench().act("sr.create", name, java.util.Map.of("kind", type), () ->
        new SrCreation(type, config, false).on(toolstack, host, name));
  }

  @Override
  public void close() {
    toolstack.bench().act("sr.destroy", name(), () -> {
      disks().forEach(vdi -> toolstack.session().call("VDI.destroy", vdi));
      new SrRemoval(toolstack).detach(ref);
      toolstack.run("SR.destroy", ref);
    });
  }

  SrRef ref() {
    return ref;
  }

  @Override
  public String toString() {
    return "SR " + name();
  }
}
