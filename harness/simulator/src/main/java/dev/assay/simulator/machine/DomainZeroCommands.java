package dev.assay.simulator.machine;

import dev.assay.core.Bytes;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.shell.Command;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.CoreCommands;
import dev.assay.simulator.shell.Invocation;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** What dom0's shell has beside the common commands. */
final class DomainZeroCommands {

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String XEN_COMMAND_LINE = "xen-cmdline";
  private static final String SWITCH_BACKEND = "xe-switch-network-backend";
  private static final Pattern SHOWN_FEATURES = Pattern.compile("cpuid_mask_ecx=0x([0-9a-f]{1,8})");
  private static final Pattern DOM0_MEMORY = Pattern.compile("dom0_mem=(\\d{1,7})M,max:\\1M");

  private final Machine machine;
  private final Life.Booted system;

  DomainZeroCommands(Machine machine, Life.Booted system) {
    this.machine = machine;
    this.system = system;
  }

  SequencedMap<String, Command> table() {
    var table = CoreCommands.on(machine.lab().time(), machine::clock);
    table.put("sync", invocation -> 0);
    table.put("uname", this::uname);
    table.put("hostname", invocation -> print(invocation, system.installation().system.hostname()));
    table.put("whoami", invocation -> print(invocation, "root"));
    table.put("nproc", invocation -> print(invocation, String.valueOf(system.installation().facts.limit(Limit.DOM0_VCPUS))));
    table.put("uptime", this::uptime);
    table.put("free", this::free);
    table.put("df", this::df);
    table.put("dmesg", this::dmesg);
    table.put("logger", this::logger);
    table.put("xl", this::xl);
    table.put(XEN_COMMAND_LINE, this::xenCommandLine);
    table.put(SWITCH_BACKEND, this::switchBackend);
    table.put("ethtool", this::ethtool);
    table.put("ip", this::ip);
    table.put("iptables", this::filter);
    table.put("lsevtchn", this::eventChannels);
    table.put("xenstore-ls", this::xenstore);
    new ServiceCommands(machine, system).addTo(table);
    table.put("openssl", CertificateCommand::run);
    table.put("xen-bugtool", this::bugtool);
    table.put("xenserver-status-report", this::bugtool);
    table.put("reboot", invocation -> leave(true));
    table.put("poweroff", invocation -> leave(false));
    return table;
  }

  private static int print(Invocation invocation, String text) {
    invocation.line(text);
    return 0;
  }

  private int filter(Invocation invocation) {
    machine.filter().change(invocation);
    machine.storageChanged();
    return 0;
  }

  private int leave(boolean again) {
    machine.leaveInOrder(again);
    return 0;
  }

  /** What is set here holds from the next boot on. Only dom0's memory and the mask of one word of features are modelled. */
  private int xenCommandLine(Invocation invocation) {
    var words = invocation.arguments();
    var installation = system.installation();
    var memory = DOM0_MEMORY.matcher(words.getLast());
    var features = SHOWN_FEATURES.matcher(words.getLast());
    if (words.size() == 2 && words.getFirst().equals("--set-xen") && memory.matches()) {
      installation.domainZeroMemory = Bytes.mib(Long.parseLong(memory.group(1)));
    } else if (words.size() == 2 && words.getFirst().equals("--set-xen") && features.matches()) {
      installation.nextBoot = new BootChoices(Long.parseLong(features.group(1), 16), installation.nextBoot.bridged());
    } else if (words.equals(List.of("--delete-xen", "cpuid_mask_ecx"))) {
      installation.nextBoot = new BootChoices(BootChoices.USUAL.shownFeatures(), installation.nextBoot.bridged());
    } else {
      throw new CommandFailed(1, "usage: xen-cmdline --set-xen dom0_mem=<n>M,max:<n>M | --set-xen cpuid_mask_ecx=0x<n> | --delete-xen cpuid_mask_ecx");
    }
    return 0;
  }

  private int switchBackend(Invocation invocation) {
    var installation = system.installation();
    boolean bridged = switch (String.join(" ", invocation.arguments())) {
      case "bridge" -> true;
      case "openvswitch", "vswitch" -> false;
      default -> throw new CommandFailed(1, "usage: " + SWITCH_BACKEND + " bridge|openvswitch");
    };
    installation.nextBoot = new BootChoices(installation.nextBoot.shownFeatures(), bridged);
    return print(invocation, "You *MUST* now reboot your system");
  }

  private int ip(Invocation invocation) {
    if (!String.join(" ", invocation.operands()).matches("link( show)?")) {
      throw new CommandFailed(1, "only 'ip link show' is simulated");
    }
    invocation.line("1: lo: <LOOPBACK,UP> mtu 65536");
    var toolstack = system.installation().toolstack;
    int number = 2;
    for (var link : toolstack == null ? List.<String>of() : toolstack.links()) {
      var parts = link.split(" ");
      invocation.line(number++ + ": " + parts[0] + ": <BROADCAST,MULTICAST,UP> mtu " + parts[1]);
    }
    return 0;
  }

  private int uname(Invocation invocation) {
    invocation.allowOptions("asnrm");
    var kernel = KernelFiles.kernel(system.installation());
    var bits = system.installation().facts.limit(Limit.DOM0_BITS) == 32 ? "i686" : "x86_64";
    if (invocation.has('a')) {
      return print(invocation, "Linux " + system.installation().system.hostname() + " " + kernel + " " + bits);
    }
    return print(invocation, invocation.has('r') ? kernel : invocation.has('m') ? bits : invocation.has('n') ? system.installation().system.hostname() : "Linux");
  }

  private int uptime(Invocation invocation) {
    var up = KernelFiles.uptime(machine, system);
    return print(invocation, String.format(Locale.ROOT, " up %d days, %02d:%02d, load average: %.2f",
        up.toDays(), up.toHoursPart(), up.toMinutesPart(), system.resources().domainZeroLoad()));
  }

  private int free(Invocation invocation) {
    invocation.allowOptions("bkm");
    long unit = invocation.has('b') ? 1 : invocation.has('m') ? 1 << 20 : 1 << 10;
    long total = system.resources().domainZeroMemory().count();
    long left = system.resources().domainZeroFreeMemory().count();
    invocation.line("              total        used        free");
    return print(invocation, String.format(Locale.ROOT, "Mem:   %12d%12d%12d", total / unit, (total - left) / unit, left / unit));
  }

  private int df(Invocation invocation) {
    invocation.allowOptions("hkP");
    invocation.line("Filesystem     1K-blocks    Used Available Mounted on");
    int number = 1;
    for (var partition : system.installation().layout) {
      long kib = partition.size().count() / 1024;
      switch (partition.name()) {
        case "system" -> invocation.line(mounted(system.installation().disk.name() + number, kib, kib / 3, "/"));
        case "logs" -> invocation.line(mounted(system.installation().disk.name() + number, kib, logs().count() / 1024, "/var/log"));
        default -> { }
      }
      number++;
    }
    return 0;
  }

  private static String mounted(String device, long kib, long used, String on) {
    return "/dev/" + device + " " + kib + " " + used + " " + (kib - used) + " " + on;
  }

  private Bytes logs() {
    var files = system.installation().files;
    return Bytes.of(files.list("/var/log").stream().mapToLong(name -> files.size("/var/log/" + name)).sum());
  }

  private int dmesg(Invocation invocation) {
    KernelFiles.kernelLines(machine).forEach(line -> invocation.line("[    0.000000] " + line));
    return 0;
  }

  private int logger(Invocation invocation) {
    new SystemLog(machine, system).append("messages", "root", String.join(" ", invocation.arguments()));
    return 0;
  }

  private int xl(Invocation invocation) {
    var toolstack = system.installation().toolstack;
    return switch (String.join(" ", invocation.arguments())) {
      case "list" -> {
        invocation.line("Name                                        ID   Mem VCPUs\tState\tTime(s)");
        if (toolstack != null) {
          toolstack.domains().forEach(invocation::line);
        }
        yield 0;
      }
      case "info" -> information(invocation);
      default -> throw new CommandFailed(2, "only 'list' and 'info' are simulated");
    };
  }

  /** What is modelled is whether packets that come in are merged, and how fast the cards are; both hold for the whole host, until it boots again. */
  private int ethtool(Invocation invocation) {
    var words = invocation.arguments();
    if (!words.isEmpty() && words.getFirst().equals("-s")) {
      return cardSpeed(words.subList(Math.min(2, words.size()), words.size()));
    }
    if (words.size() == 2 && words.getFirst().equals("-k")) {
      invocation.line("Features for " + words.getLast() + ":");
      return print(invocation, "generic-receive-offload: " + (system.resources().mergesReceived() ? "on" : "off"));
    }
    if (words.size() != 4 || !words.getFirst().equals("-K") || !words.get(2).equals("gro") || !List.of("on", "off").contains(words.get(3))) {
      throw new CommandFailed(1, "ethtool: bad command line argument(s); only '-k DEVICE', '-K DEVICE gro on|off' and '-s DEVICE speed N duplex full autoneg off' or 'autoneg on' are simulated");
    }
    system.resources().mergeReceived(words.get(3).equals("on"));
    return 0;
  }

  private int cardSpeed(List<String> words) {
    if (words.equals(List.of("autoneg", "on"))) {
      system.resources().restoreLink();
      return 0;
    }
    if (words.size() != 6 || !words.getFirst().equals("speed") || !List.of("10", "100", "1000", "10000").contains(words.get(1))
        || !words.subList(2, 6).equals(List.of("duplex", "full", "autoneg", "off"))) {
      throw new CommandFailed(1, "ethtool: bad command line argument(s); only 'speed 10|100|1000|10000 duplex full autoneg off' and 'autoneg on' are simulated");
    }
    system.resources().slowLink(Long.parseLong(words.get(1)) * 1e6 / 8);
    return 0;
  }

  /** Channels of dom0 itself, and those that each domain is reached by: console, xenstore, and a few for its devices; ours. */
  private int eventChannels(Invocation invocation) {
    int count = 60 + 8 * (KernelFiles.domains(system) - 1);
    for (int port = 1; port <= count; port++) {
      invocation.line(port + ": VCPU 0: Interdomain (Connected)");
    }
    return 0;
  }

  /** The nodes of dom0, and those of each domain whose nodes are there; how many is ours. */
  private int xenstore(Invocation invocation) {
    long domains = Math.round(system.resources().domainsInXenstore());
    for (long domain = 0; domain <= domains; domain++) {
      invocation.line(" " + domain + " = \"\"");
      for (int node = 1; node < 100; node++) {
        invocation.line("  node" + node + " = \"\"");
      }
    }
    return 0;
  }

  private int information(Invocation invocation) {
    invocation.line("host                   : " + system.installation().system.hostname());
    invocation.line("release                : " + KernelFiles.kernel(system.installation()));
    invocation.line("nr_cpus                : " + machine.host().cpus());
    invocation.line("total_memory           : " + machine.host().memory().count() / (1 << 20));
    return print(invocation, "free_memory            : " + system.resources().freeMemory().count() / (1 << 20));
  }

  private int bugtool(Invocation invocation) {
    if (!invocation.arguments().contains("--yestoall") && !invocation.arguments().contains("-y")) {
      throw new CommandFailed(1, "nobody is there to answer its questions: use --yestoall");
    }
    machine.lab().time().sleep(machine.seconds(20, 90));
    var path = "/var/opt/xen/bug-report/bug-report-" + STAMP.format(machine.lab().time().now()) + ".tar";
    invocation.files().replace(path, StatusReport.pack(system));
    return print(invocation, "Writing tarball " + path + " successful.");
  }
}
