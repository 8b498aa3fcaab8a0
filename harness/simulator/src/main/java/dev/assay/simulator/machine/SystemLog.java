package dev.assay.simulator.machine;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.shell.FileTree;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes dom0's logs as syslog does, and keeps them from growing without end. */
final class SystemLog {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  /** From the announcement of the release that brought it. */
  private static final long ROTATE_AT = 100L << 20;

  private final Machine machine;
  private final FileTree files;
  private final String hostname;
  private final boolean rotates;

  SystemLog(Machine machine, Life.Booted booted) {
    this(machine, booted.installation());
  }

  SystemLog(Machine machine, Installation installation) {
    this.machine = machine;
    this.files = installation.files;
    this.hostname = installation.system.hostname();
    this.rotates = !machine.defectsOf(installation).has(Defect.LOG_NOT_ROTATED);
  }

  void append(String file, String daemon, String line) {
    write(file, daemon + ": " + line);
  }

  void write(String file, String line) {
    var path = "/var/log/" + file;
    if (rotates && files.isFile(path) && files.size(path) > ROTATE_AT) {
      files.rename(path, path + ".1");
    }
    var text = STAMP.format(machine.clock()) + " " + hostname + " " + line + "\n";
    files.append(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Note a boot in the kernel's log, which is read in place of a serial console, and in that of everybody. */
  void boot() {
    for (var log : new String[] {"kern.log", "messages"}) {
      KernelFiles.kernelLines(machine).forEach(line -> append(log, "kernel", line));
    }
  }
}
