package dev.assay.simulator.machine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The files that dom0's kernel makes up at each look. */
final class KernelFiles {

  private KernelFiles() {}

  static void generate(Machine machine, Life.Booted booted) {
    text(booted, "/proc/meminfo", () -> memory(booted));
    text(booted, "/proc/uptime", () -> String.format(Locale.ROOT, "%.2f 0.00\n", uptime(machine, booted).toMillis() / 1000.0));
    text(booted, "/proc/loadavg", () -> String.format(Locale.ROOT, "%1$.2f %1$.2f %1$.2f 1/200 4242\n", booted.resources().domainZeroLoad()));
    text(booted, "/proc/sys/kernel/random/boot_id", () -> booted.bootId() + "\n");
    text(booted, "/proc/sys/fs/file-nr", () -> openFiles(booted) + "\t0\t524288\n");
    text(booted, "/proc/version", () -> "Linux version " + kernel(booted.installation()) + "\n");
    text(booted, "/proc/partitions", () -> partitions(booted.installation()));
    text(booted, "/proc/xen/capabilities", () -> "control_d\n");
  }

  static String kernel(Installation installation) {
    return switch (installation.facts.name()) {
      case "tampa", "clearwater" -> "2.6.32.43-0.4.1.xs";
      case "creedence", "cream" -> "3.10.0+2";
      case "dundee" -> "3.10.0+10";
      default -> "4.19.0+1";
    };
  }

  static Duration uptime(Machine machine, Life.Booted booted) {
    return machine.lab().time().since(booted.at());
  }

  static List<String> kernelLines(Machine machine) {
    return List.of(
        "Linux booting on the Xen hypervisor",
        "sda: " + machine.host().disk() + " system disk",
        machine.host().nics() + " network interfaces found, eth0 " + machine.host().mac());
  }

  private static String memory(Life.Booted booted) {
    var resources = booted.resources();
    long total = resources.domainZeroMemory().count() / 1024;
    long free = resources.domainZeroFreeMemory().count() / 1024;
    long low = Math.min(free, resources.domainZeroFreeLowMemory().count() / 1024);
    long grown = resources.domainZeroSlabGrowth().count() / 1024;
    long slab = (total - free - grown) / 6;
    return """
        MemTotal:       %8d kB
        MemFree:        %8d kB
        MemAvailable:   %8d kB
        Buffers:        %8d kB
        LowFree:        %8d kB
        Slab:           %8d kB
        SUnreclaim:     %8d kB
        SwapTotal:        524284 kB
        SwapFree:         524284 kB
        """.formatted(total, free, free, 4096, low, slab + grown, slab / 2 + grown);
  }

  /** A dom0 at rest has some twelve hundred files open, and its daemons a few dozen for each domain; ours. */
  private static int openFiles(Life.Booted booted) {
    return 1_200 + 40 * domains(booted);
  }

  static int domains(Life.Booted booted) {
    var toolstack = booted.installation().toolstack;
    return toolstack == null ? 1 : toolstack.domains().size();
  }

  private static String partitions(Installation installation) {
    var text = new StringBuilder("major minor  #blocks  name\n\n");
    text.append("   8        0 ").append(installation.disk.size().count() / 1024).append(' ').append(installation.disk.name()).append('\n');
    int number = 1;
    for (var partition : installation.layout) {
      text.append("   8        ").append(number).append(' ').append(partition.size().count() / 1024).append(' ').append(installation.disk.name()).append(number++).append('\n');
    }
    return text.toString();
  }

  private static void text(Life.Booted booted, String path, Supplier<String> content) {
    booted.installation().files.generate(path, () -> content.get().getBytes(StandardCharsets.UTF_8));
  }
}
