package dev.assay.simulator.machine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs dom0's logs, configuration and state into a tar, for people who were not there. */
final class StatusReport {

  private static final java.util.List<String> FOLDERS = java.util.List.of("/etc", "/var/log", "/var/crash");
  private static final java.util.List<String> STATE = java.util.List.of("/proc/meminfo", "/proc/uptime", "/proc/version", "/proc/partitions");

  private StatusReport() {}

  static byte[] pack(Life.Booted system) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var entry : content(system).entrySet()) {
        var header = new TarArchiveEntry("bug-report" + entry.getKey());
        header.setSize(entry.getValue().length);
        header.setModTime(system.at().toEpochMilli());
        tar.putArchiveEntry(header);
        tar.write(entry.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static SequencedMap<String, byte[]> content(Life.Booted system) {
    var files = system.installation().files;
    var content = new LinkedHashMap<String, byte[]>();
    files.snapshot().forEach((path, bytes) -> {
      if (FOLDERS.stream().anyMatch(folder -> path.startsWith(folder + "/"))) {
        content.put(path, bytes);
      }
    });
    STATE.forEach(path -> content.put(path, files.read(path)));
    var toolstack = system.installation().toolstack;
    if (toolstack != null) {
      content.put("/xl-list.out", (String.join("\n", toolstack.domains()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return content;
  }
}
