package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The memory that this machine could give away. */
final class MachineMemory {

  /** What QEMU takes beside the memory of its machine: translated code, above all. */
  static final Bytes OVERHEAD = Bytes.mib(768);

  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");

  private MachineMemory() {}

  static Bytes available() {
    try {
      return available(Files.readString(Path.of("/proc/meminfo")));
    } catch (IOException e) {
      throw new AssayException.Lab("reading /proc/meminfo: " + e, e);
    }
  }

  static Bytes available(String meminfo) {
    var matcher = AVAILABLE.matcher(meminfo);
    if (!matcher.find()) {
      throw new AssayException.Lab("reading /proc/meminfo: it says nothing of available memory");
    }
    return Bytes.kib(Long.parseLong(matcher.group(1)));
  }
}
