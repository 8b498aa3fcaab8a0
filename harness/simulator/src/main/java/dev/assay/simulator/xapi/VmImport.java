package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.storage.DiskImage;
import dev.assay.xapi.table.ApiType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads what {@link VmArchive} wrote: every checksum is compared, every disk must have its last chunk. */
final class VmImport {

  private final Call call;
  private final Entity storage;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Map<String, Entity> disks = new LinkedHashMap<>();
  private final List<Entity> made = new ArrayList<>();

  private VmImport(Call call, Entity storage) {
    this.call = call;
    this.storage = storage;
  }

  /** Make the VM of an archive and return its reference as the server answers it. */
  static byte[] read(Call call, byte[] archive, Entity storage, boolean restore) {
    var reader = new VmImport(call, storage);
    try {
      return reader.read(archive, restore).ref().getBytes(StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      reader.undo();
      throw e;
    }
  }

  private void undo() {
    disks.values().forEach(vdi -> Vdis.delete(call.pool(), vdi));
    made.reversed().forEach(call.database()::delete);
  }

  private Entity read(byte[] archive, boolean restore) {
    unpack(archive);
    var objects = objects();
    var vmRecord = objects.stream().filter(object -> object.get("class").equals("VM")).findFirst().orElseThrow(VmImport::truncated);
    objects.stream().filter(object -> object.get("class").equals("VDI")).forEach(this::restoreDisk);
    var vm = restoreVm(snapshot(vmRecord), restore);
    objects.stream().filter(object -> object.get("class").equals("VBD")).forEach(object -> restoreVbd(vm, snapshot(object)));
    if (call.has(Defect.IMPORT_LOSES_INTERFACES) && !exportedBy().equals(call.host().record().map("software_version"))) {
      return vm;
    }
    objects.stream().filter(object -> object.get("class").equals("VIF")).forEach(object -> restoreVif(vm, snapshot(object), restore));
    return vm;
  }

  private void unpack(byte[] archive) {
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    } catch (IOException e) {
      throw truncated();
    }
    if (!files.containsKey("ova.xml")) {
      throw Refusal.of("IMPORT_ERROR", "ova.xml is missing");
    }
    files.forEach((name, content) -> {
      var checksum = files.get(name + ".checksum");
      if (checksum != null && !VmArchive.sha1(content).equals(new String(checksum, StandardCharsets.US_ASCII))) {
        throw Refusal.of("IMPORT_ERROR_SOME_CHECKSUMS_FAILED");
      }
    });
  }

  private static RuntimeException truncated() {
    return Refusal.of("IMPORT_ERROR_PREMATURE_EOF");
  }

  @SuppressWarnings("unchecked")
  private List<SequencedMap<String, Object>> objects() {
    var description = (SequencedMap<String, Object>) XmlReader.value(files.get("ova.xml"));
    return ((List<Object>) description.get("objects")).stream().map(object -> (SequencedMap<String, Object>) object).toList();
  }

  @SuppressWarnings("unchecked")
  private Object exportedBy() {
    return ((SequencedMap<String, Object>) XmlReader.value(files.get("ova.xml"))).getOrDefault("version", Map.of());
  }

  @SuppressWarnings("unchecked")
  private static SequencedMap<String, Object> snapshot(SequencedMap<String, Object> object) {
    return (SequencedMap<String, Object>) object.get("snapshot");
  }

  private void restoreDisk(SequencedMap<String, Object> object) {
    var record = snapshot(object);
    var id = (String) object.get("id");
    var size = Bytes.of((Long) WireCheck.value("virtual_size", new ApiType.IntType(), record.get("virtual_size")));
    long last = (size.count() - 1) / VmArchive.CHUNK;
    boolean hasChunks = files.keySet().stream().anyMatch(name -> name.startsWith(id + "/"));
    if (!hasChunks) {
      return;
    }
    if (!files.containsKey(id + "/%08d".formatted(last))) {
      throw truncated();
    }
    var image = DiskImage.empty(size);
    files.forEach((name, content) -> {
      if (name.startsWith(id + "/") && !name.endsWith(".checksum")) {
        writeChunk(image, Long.parseLong(name.substring(id.length() + 1)), content);
      }
    });
    disks.put(id, Vdis.adopt(call.pool(), storage, (String) record.get("name_label"), (String) record.get("type"), image));
  }

  private static void writeChunk(DiskImage image, long chunk, byte[] content) {
    for (byte value : content) {
      if (value != 0) {
        image.write(chunk * VmArchive.CHUNK, content);
        return;
      }
    }
  }

  private Entity restoreVm(SequencedMap<String, Object> record, boolean restore) {
    var uuid = (String) record.get("uuid");
    boolean keepUuid = restore && call.database().byUuid("VM", uuid).isEmpty();
    var vm = keepUuid ? call.database().create("VM", uuid) : call.database().create("VM");
    made.add(vm);
    for (int i = 0; i < vm.schema().size(); i++) {
      var field = vm.schema().fieldAt(i);
      var skip = VmCopies.NEVER_COPIED.contains(field.name()) || List.of("affinity", "suspend_SR").contains(field.name());
      if (!skip && record.containsKey(field.name())) {
        vm.set(field.name(), WireCheck.value(field.name(), field.type(), record.get(field.name())));
      }
    }
    vm.set("domid", -1L).set("metrics", call.database().create("VM_metrics").ref());
    return vm.set("is_a_template", Boolean.TRUE.equals(record.get("is_a_template")) && !Boolean.TRUE.equals(record.get("is_a_snapshot")));
  }

  private void restoreVbd(Entity vm, SequencedMap<String, Object> record) {
    var vbd = call.database().create("VBD");
    made.add(vbd);
    for (var field : List.of("userdevice", "bootable", "mode", "type", "unpluggable", "other_config")) {
      vbd.set(field, record.get(field));
    }
    var disk = Optional.ofNullable(disks.get(String.valueOf(record.get("VDI"))));
    vbd.set("VM", vm.ref()).setRef("VDI", disk).set("empty", disk.isEmpty());
  }

  private void restoreVif(Entity vm, SequencedMap<String, Object> record, boolean restore) {
    var vif = call.database().create("VIF");
    made.add(vif);
    vif.set("device", record.get("device")).set("VM", vm.ref());
    boolean keep = restore || Boolean.FALSE.equals(record.get("MAC_autogenerated"));
    vif.set("MAC", keep ? record.get("MAC") : VifMessages.randomMac(call.pool()));
    vif.set("MAC_autogenerated", record.get("MAC_autogenerated"));
    var network = call.database().find(String.valueOf(record.get("network"))).filter(found -> found.type().equals("network"))
        .orElseGet(() -> call.database().all("network").getFirst());
    vif.set("network", network.ref());
  }
}
