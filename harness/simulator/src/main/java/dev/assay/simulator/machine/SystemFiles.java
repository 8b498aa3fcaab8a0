package dev.assay.simulator.machine;

import dev.assay.simulator.shell.FileTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The files that an installation puts on the system disk. */
final class SystemFiles {

  private SystemFiles() {}

  static FileTree fresh(InstalledSystem system, UUID installation, AnswerFile answers, Instant now) {
    var files = new FileTree();
    for (var folder : new String[] {"/boot", "/dev", "/etc", "/etc/ssh", "/opt/xensource/bin", "/proc", "/root", "/tmp", "/var/crash", "/var/log", "/var/opt/xen/bug-report", "/var/xapi"}) {
      files.makeFolder(folder);
    }
    put(files, "/etc/hostname", system.hostname() + "\n");
    put(files, "/etc/timezone", answers.timezone() + "\n");
    put(files, "/etc/ntp.conf", String.join("", answers.ntpServers().stream().map(server -> "server " + server + " iburst\n").toList()));
    put(files, "/etc/xensource-inventory", inventory(system, installation, now, answers.primaryDisk().replaceFirst("^/dev/", "")));
    release(files, system);
    for (var log : new String[] {"messages", "kern.log", "xensource.log", "SMlog", "secure", "boot.log"}) {
      put(files, "/var/log/" + log, "");
    }
    return files;
  }

  /** Keep what was there, under the new release's name. */
  static FileTree upgraded(FileTree old, InstalledSystem system) {
    var files = new FileTree();
    files.makeFolder("/dev");
    files.makeFolder("/tmp");
    files.makeFolder("/var/crash");
    files.makeFolder("/var/opt/xen/bug-report");
    files.restore(old.snapshot());
    var inventory = new String(files.read("/etc/xensource-inventory"), StandardCharsets.UTF_8);
    put(files, "/etc/xensource-inventory", inventory
        .replaceFirst("PRODUCT_VERSION='[^']*'", "PRODUCT_VERSION='" + system.release().version() + "'")
        .replaceFirst("BUILD_NUMBER='[^']*'", "BUILD_NUMBER='" + system.release().buildNumber() + "'"));
    release(files, system);
    return files;
  }

  private static void release(FileTree files, InstalledSystem system) {
    var release = system.release();
    put(files, "/etc/redhat-release", release.product() + " release " + release.version() + "-" + release.buildNumber() + "\n");
    put(files, "/etc/issue", release.product() + " " + release.version() + "\n");
  }

  private static String inventory(InstalledSystem system, UUID installation, Instant now, String disk) {
    var release = system.release();
    return """
        PRODUCT_BRAND='%s'
        PRODUCT_NAME='xenenterprise'
        PRODUCT_VERSION='%s'
        BUILD_NUMBER='%s'
        INSTALLATION_UUID='%s'
        INSTALLATION_DATE='%s'
        PRIMARY_DISK='/dev/%s'
        MANAGEMENT_INTERFACE='xenbr0'
        """.formatted(release.product(), release.version(), release.buildNumber(), installation, now, disk);
  }

  static void put(FileTree files, String path, String text) {
    files.replace(path, text.getBytes(StandardCharsets.UTF_8));
  }
}
