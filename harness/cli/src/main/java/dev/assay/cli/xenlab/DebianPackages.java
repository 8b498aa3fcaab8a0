package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** What the lab needs of Debian, and whether it is there. */
public final class DebianPackages {

  private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/local/sbin");

  private final Predicate<Path> exists;

  public DebianPackages() {
    this(Files::exists);
  }

  DebianPackages(Predicate<Path> exists) {
    this.exists = exists;
  }

  /** List what is missing, each package once. */
  public List<String> missing() {
    return needed().entrySet().stream().filter(entry -> !isThere(entry.getKey())).map(SequencedMap.Entry::getValue).distinct().toList();
  }

  private boolean isThere(String program) {
    return program.startsWith("/") ? exists.test(Path.of(program)) : FOLDERS.stream().anyMatch(folder -> exists.test(Path.of(folder, program)));
  }

  /** Return each program or file that is used, and the package that has it. */
  static SequencedMap<String, String> needed() {
    var needed = new LinkedHashMap<String, String>();
    needed.put("qemu-system-x86_64", "qemu-system-x86");
    needed.put("qemu-img", "qemu-utils");
    needed.put("/usr/lib/ipxe/qemu/pxe-virtio.rom", "ipxe-qemu");
    needed.put("ipmi_sim", "openipmi");
    needed.put("ipmitool", "ipmitool");
    needed.put("mmdebstrap", "mmdebstrap");
    needed.put("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring");
    needed.put("mkfs.ext4", "e2fsprogs");
    needed.put("grub-mkimage", "grub-common");
    needed.put("/usr/lib/grub/i386-pc/boot.img", "grub-pc-bin");
    needed.put("busybox", "busybox-static");
    needed.put("ssh-keygen", "openssh-client");
    needed.put("zstd", "zstd");
    needed.put("xz", "xz-utils");
    needed.put("lz4", "lz4");
    return needed;
  }

  /**
   * See to it that all are there.
   *
   * @param install whether to install what is missing
   * @throws AssayException.Usage naming them when something is missing and not to be installed
   */
  public void demand(boolean install, Terminal terminal) {
    var missing = missing();
    if (missing.isEmpty()) {
      return;
    }
    var command = new ArrayList<>(List.of("apt-get", "install", "--no-install-recommends", "--yes"));
    command.addAll(missing);
    var line = "apt-get install --no-install-recommends " + String.join(" ", missing);
    if (!install) {
      throw new AssayException.Usage("raising a Xen lab: these Debian packages are missing: " + String.join(", ", missing)
          + "; install them as root with '" + line + "', or let 'assay lab xen up --install' do it");
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new AssayException.Usage("installing Debian packages: only root may; run as root: " + line);
    }
    terminal.progress("installing: " + String.join(" ", missing));
    run(List.of("apt-get", "update"), terminal);
    var said = run(command, terminal);
    if (!missing().isEmpty()) {
      throw new AssayException.Lab("installing " + String.join(", ", missing) + " by apt-get: still missing: " + String.join(", ", missing()) + "; it said: " + said);
    }
  }

  /** Return the last line it printed. */
  private static String run(List<String> command, Terminal terminal) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      var process = builder.start();
      process.getOutputStream().close();
      var last = "";
      try (var lines = process.inputReader()) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          terminal.status(line);
          last = line.isBlank() ? last : line;
        }
      }
      process.waitFor();
      terminal.status("");
      return last;
    } catch (IOException e) {
      throw new AssayException.Lab("running " + command.getFirst() + ": " + e.getMessage() + "; this machine has no Debian packages, or none that can be installed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("installing packages: interrupted");
    }
  }
}
