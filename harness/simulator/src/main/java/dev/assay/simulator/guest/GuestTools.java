package dev.assay.simulator.guest;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The vendor's tools in a guest. Their version lies on the system disk: an image comes with those of the release that it is first started
 * under, and another comes there from a disc that is mounted.
 */
final class GuestTools {

  private static final String VERSION = "/etc/xe-guest-utilities.version";
  private static final String MOUNTED = "/run/mounted-disc";
  private static final String MOUNT_POINT = "/mnt";

  private final GuestFiles files;

  GuestTools(GuestFiles files) {
    this.files = files;
  }

  /** Have those of the image, unless others were installed. */
  static void unpack(GuestState state, String version) {
    if (!state.files.isFile(VERSION)) {
      state.files.replace(VERSION, version.getBytes(StandardCharsets.UTF_8));
    }
  }

  static Optional<String> version(GuestState state) {
    return state.files.isFile(VERSION) ? Optional.of(new String(state.files.read(VERSION), StandardCharsets.UTF_8)) : Optional.empty();
  }

  /** Do as {@code mount [-o ro] DEVICE /mnt}. */
  int mount(Invocation invocation) {
    var words = invocation.operands().stream().filter(word -> !word.equals("ro")).toList();
    if (words.size() != 2 || !words.getLast().equals(MOUNT_POINT)) {
      throw new CommandFailed(1, "only -o ro DEVICE " + MOUNT_POINT + " is simulated");
    }
    var disc = files.disk(words.getFirst()).orElseThrow(() -> new CommandFailed(32, "special device " + words.getFirst() + " does not exist."));
    if (!ToolsDisc.isIso(disc.device())) {
      throw new CommandFailed(32, words.getFirst() + ": can't read superblock.");
    }
    files.makeFolder("/run");
    files.replace(MOUNTED, words.getFirst().getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  int unmount(Invocation invocation) {
    if (!files.isFile(MOUNTED)) {
      throw new CommandFailed(32, MOUNT_POINT + ": not mounted.");
    }
    files.delete(MOUNTED);
    return 0;
  }

  /** Do as the installer does that lies on the disc. */
  int install(Invocation invocation) {
    var version = mounted().flatMap(disc -> ToolsDisc.version(disc.device()))
        .orElseThrow(() -> new CommandFailed(127, "No such file or directory"));
    files.replace(VERSION, version.getBytes(StandardCharsets.UTF_8));
    invocation.line("Installation complete. You should now reboot this Virtual Machine.");
    return 0;
  }

  private Optional<GuestDisk> mounted() {
    return files.isFile(MOUNTED) ? files.disk(new String(files.read(MOUNTED, 0, 256), StandardCharsets.UTF_8)) : Optional.empty();
  }
}
