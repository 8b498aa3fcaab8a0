package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A VM in one stream: a tar with {@code ova.xml} (the records) and then, for each disk, chunks of 1 MiB that were written,
 * each followed by its checksum; the last chunk of a disk is always there.
 */
final class VmArchive {

  static final int CHUNK = 1 << 20;

  private VmArchive() {}

  static byte[] write(Call call, Entity vm, boolean withDisks) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      put(tar, "ova.xml", ("<?xml version=\"1.0\"?>\n<value>" + XmlValue.inner(description(call, vm)) + "</value>").getBytes(StandardCharsets.UTF_8));
      if (withDisks) {
        writeDisks(call, vm, tar);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Object description(Call call, Entity vm) {
    var objects = new ArrayList<Object>();
    add(call, objects, vm);
    for (var vbd : vm.targets("VBDs")) {
      add(call, objects, vbd);
      vbd.target("VDI").ifPresent(vdi -> add(call, objects, vdi));
    }
    vm.targets("VIFs").forEach(vif -> {
      add(call, objects, vif);
      vif.target("network").ifPresent(network -> add(call, objects, network));
    });
    var software = call.host().record().map("software_version");
    return Values.map("version", software, "objects", objects);
  }

  private static void add(Call call, List<Object> objects, Entity entity) {
    objects.add(Values.map("class", entity.type(), "id", entity.ref(), "snapshot", GenericMessages.record(call, entity)));
  }

  private static void writeDisks(Call call, Entity vm, TarArchiveOutputStream tar) throws IOException {
    var disks = vm.targets("VBDs").stream().filter(vbd -> vbd.text("type").equals("Disk")).flatMap(vbd -> vbd.target("VDI").stream()).toList();
    for (int i = 0; i < disks.size(); i++) {
      var vdi = disks.get(i);
      call.performOn(vdi, new Operation.CopyDisk(Volumes.toCopy(call.pool(), vdi)));
      boolean truncated = call.has(Defect.EXPORT_TRUNCATED) && i == disks.size() - 1;
      writeDisk(call, vdi, tar, truncated);
      call.ongoing().progress((i + 1.0) / (disks.size() + 1));
    }
  }

  private static void writeDisk(Call call, Entity vdi, TarArchiveOutputStream tar, boolean truncated) throws IOException {
    var image = Volumes.of(call.pool(), vdi).image();
    long last = (image.size().count() - 1) / CHUNK;
    var chunks = image.extents(CHUNK).stream()
        .flatMap(extent -> LongStream.rangeClosed(extent.offset() / CHUNK, (extent.offset() + extent.length() - 1) / CHUNK).boxed())
        .distinct()
        .toList();
    var wanted = new TreeSet<>(chunks);
    if (truncated && !wanted.isEmpty()) {
      wanted.removeLast();
    }
    wanted.add(last);
    for (long chunk : wanted) {
      long offset = chunk * CHUNK;
      var bytes = image.read(offset, (int) Math.min(CHUNK, image.size().count() - offset));
      var name = vdi.ref() + "/%08d".formatted(chunk);
      put(tar, name, truncated && chunk == last ? new byte[bytes.length] : bytes);
      put(tar, name + ".checksum", sha1(truncated && chunk == last ? new byte[bytes.length] : bytes).getBytes(StandardCharsets.US_ASCII));
    }
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0L);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
