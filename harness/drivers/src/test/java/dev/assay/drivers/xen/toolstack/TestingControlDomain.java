package dev.assay.drivers.xen.toolstack;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A control domain that obeys the scripts of the driver and answers in the words of the real {@code xl}: domains come and go, records
 * and disks are files, and what shall fail fails with what the real one printed.
 */
final class TestingControlDomain implements Shell {

  static final String NO_MEMORY = """
      Parsing config from /var/lib/assay/toolstack/x.cfg
      xc: error: panic: xg_dom_boot.c:119: xc_dom_boot_mem_init: can't allocate low memory for domain: Out of memory
      libxl: error: libxl_dom.c:586:libxl__build_dom: xc_dom_boot_mem_init failed: Cannot allocate memory
      """;

  private static final Pattern MEMORY = Pattern.compile("(?m)^memory=(\\d+)$");

  private record Running(int id, int memory, String state) {}

  private final Map<String, String> files = new TreeMap<>();
  private final List<String> unflushed = new ArrayList<>();
  private final Map<String, Running> domains = new LinkedHashMap<>();
  private final List<String> saved = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Map<String, String> failing = new LinkedHashMap<>();
  private String boot = "f0a6";
  private int ids;
  private int identities;
  private boolean reachable = true;

  /** Have what contains a word fail, with what it prints. */
  void fail(String word, String errors) {
    failing.put(word, errors);
  }

  void mend() {
    failing.clear();
  }

  /** Be switched off: nothing answers. */
  void die() {
    reachable = false;
  }

  /** Restart: domains are gone, files stay. */
  void restart() {
    domains.clear();
    boot = boot + "1";
    reachable = true;
  }

  /** Lose power and restart: a new file that was not flushed before it got its name is there, and empty. */
  void losePower() {
    unflushed.forEach(name -> files.replace(name, ""));
    restart();
  }

  /** List the {@code xl} commands that it was given, without looks. */
  List<String> done() {
    return done;
  }

  List<String> domains() {
    return List.copyOf(domains.keySet());
  }

  Map<String, String> files() {
    return files;
  }

  @Override
  public Result run(Duration limit, List<String> command) {
    if (!reachable) {
      throw new AssayException.Lab("connecting by SSH to root at xen1: Connection refused; is the host on and installed?");
    }
    var script = command.get(2);
    var arguments = command.subList(4, command.size());
    var failure = failing.entrySet().stream().filter(entry -> script.contains(entry.getKey())).findFirst();
    if (failure.isPresent()) {
      return new Result(3, "", failure.get().getValue());
    }
    return new Result(0, answer(script, arguments), "");
  }

  private String answer(String script, List<String> arguments) {
    if (script.contains("xl list -v || exit 1")) {
      return boot + "\n" + table() + "ready:\n" + domains.values().stream().filter(domain -> arguments.contains(Integer.toString(domain.id())))
          .map(domain -> domain.id() + "\n").collect(Collectors.joining());
    }
    if (script.contains("xl info") && arguments.isEmpty()) {
      return "release                : 6.1.0-56-amd64\nnr_cpus                : 2\nvirt_caps              : pv hvm hap gnttab-v1 gnttab-v2\nfree_memory            : 3540\nxen_version            : 4.17.7\n";
    }
    if (script.contains("/etc/xensource-inventory")) {
      return "PRODUCT_BRAND='Xen'\nPRODUCT_VERSION='4.17'\nBUILD_NUMBER='debian12'\n";
    }
    if (script.contains("/proc/sys/kernel/random/uuid")) {
      return java.util.stream.IntStream.range(0, Integer.parseInt(arguments.getFirst()))
          .mapToObj(_ -> "00000000-0000-4000-8000-%012d\n".formatted(++identities)).collect(Collectors.joining());
    }
    return script.contains("xl ") && !script.contains("assay-recorder") ? xl(script, arguments) : files(script, arguments);
  }

  private String table() {
    var rows = new StringBuilder("Name                                        ID   Mem VCPUs\tState\tTime(s)   UUID                            Reason-Code\tSecurity Label\n");
    rows.append(row("Domain-0", new Running(0, 512, "r-----"), "00000000-0000-0000-0000-000000000000"));
    domains.forEach((uuid, domain) -> rows.append(row(uuid, domain, uuid)));
    return rows.toString();
  }

  private static String row(String name, Running domain, String uuid) {
    return "%-40s %5d %5d %5d     %6s  %8.1f %s        -                -%n".formatted(name, domain.id(), domain.memory(), 1, domain.state(), 1.5, uuid);
  }

  private String xl(String script, List<String> arguments) {
    var uuid = arguments.getFirst();
    var verb = List.of("create", "restore", "save", "pause", "unpause", "shutdown", "reboot", "destroy", "mem-set", "vcpu-set", "block-attach", "block-detach",
        "network-attach", "network-detach", "migrate").stream().filter(word -> script.contains("xl " + word)).findFirst().orElse("domid");
    done.add(verb + " " + uuid);
    switch (verb) {
      case "create", "restore" -> {
        var memory = MEMORY.matcher(arguments.get(1));
        memory.find();
        domains.put(uuid, new Running(++ids, Integer.parseInt(memory.group(1)), arguments.get(2).equals("-p") ? "--p---" : "-b----"));
        saved.remove(uuid);
      }
      case "save" -> {
        domains.remove(uuid);
        saved.add(uuid);
      }
      case "shutdown", "destroy" -> domains.remove(uuid);
      case "pause" -> domains.computeIfPresent(uuid, (_, domain) -> new Running(domain.id(), domain.memory(), "--p---"));
      case "unpause" -> domains.computeIfPresent(uuid, (_, domain) -> new Running(domain.id(), domain.memory(), "-b----"));
      case "reboot", "migrate" -> domains.computeIfPresent(uuid, (_, domain) -> new Running(++ids, domain.memory(), "-b----"));
      case "mem-set" -> domains.computeIfPresent(uuid, (_, domain) ->
          new Running(domain.id(), Integer.parseInt(arguments.get(1).replace("m", "")), domain.state()));
      default -> {}
    }
    return "";
  }

  private String files(String script, List<String> arguments) {
    if (script.contains("vm-*.json")) {
      return files.entrySet().stream().filter(file -> file.getKey().endsWith(".json")).map(file -> file.getKey() + "\n" + file.getValue() + "\n").collect(Collectors.joining());
    }
    if (script.contains("$1.json")) {
      for (int i = 1; i < arguments.size(); i += 2) {
        var name = arguments.get(i) + ".json";
        if (files.put(name, arguments.get(i + 1)) == null && !script.contains("sync \"$1.new\" && mv")) {
          unflushed.add(name);
        }
      }
    } else if (script.contains("plug-disk")) {
      files.put("plug-disk", arguments.getFirst());
    } else if (script.contains("rm -f \"$2\"")) {
      files.remove(arguments.get(1));
    } else if (script.contains("truncate") || script.contains("cp --sparse")) {
      files.put(arguments.get(script.contains("cp ") ? 1 : 0), "");
    } else if (script.contains("rm -f \"$1\"")) {
      files.remove(arguments.getFirst());
    } else if (script.contains("ls /var/lib/assay/saved")) {
      return String.join("\n", saved);
    } else if (script.contains("rm -f \"/var/lib/assay/saved")) {
      saved.remove(arguments.getFirst());
    } else if (script.contains("ls \"$1\"")) {
      return arguments.getFirst().endsWith("guests") ? "debian-12\n"
          : files.keySet().stream().filter(file -> file.startsWith(arguments.getFirst())).map(file -> file.substring(arguments.getFirst().length() + 1) + "\n").collect(Collectors.joining());
    } else if (script.contains("du -s")) {
      return "4096\t/var/lib/assay/disks\n";
    }
    return "";
  }

  @Override
  public byte[] read(String remotePath) {
    return files.getOrDefault(remotePath, "").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(String remotePath, byte[] content) {
    files.put(remotePath, new String(content, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}
}
