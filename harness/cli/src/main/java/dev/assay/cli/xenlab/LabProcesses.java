package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The processes of one lab, found by a mark in their environment, which their children inherit: nothing that was started
 * for the lab is missed, whoever was killed in between, and nothing else is taken for a part of it.
 *
 * @param proc where the system shows its processes
 */
record LabProcesses(Path proc, LabFolder lab) {

  static final String MARK = "ASSAY_XEN_LAB";

  private static final Duration END = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  LabProcesses(LabFolder lab) {
    this(Path.of("/proc"), lab);
  }

  /** One process: its id, and its command line with spaces between arguments. */
  record Found(long pid, String command) {
    void kill() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    boolean is(String program) {
      return command.startsWith(program + " ") || command.contains("/" + program + " ");
    }
  }

  List<Found> all() {
    var found = new ArrayList<Found>();
    try (var entries = Files.list(proc)) {
      entries.filter(entry -> entry.getFileName().toString().matches("\\d+")).sorted().forEach(entry -> {
        if (bytes(entry.resolve("environ")).contains("\0" + MARK + "=" + lab.root() + "\0")) {
          var command = bytes(entry.resolve("cmdline")).replace('\0', ' ').stripLeading();
          if (!command.isBlank()) {
            found.add(new Found(Long.parseLong(entry.getFileName().toString()), command));
          }
        }
      });
    } catch (IOException e) {
      throw new AssayException.Lab("listing processes: " + e, e);
    }
    return found;
  }

  List<Found> machines(String host) {
    return all().stream().filter(process -> process.is("qemu-system-x86_64") && process.command().contains("-pidfile " + lab.host(host).resolve("qemu.pid") + " ")).toList();
  }

  List<Found> controllers(String host) {
    return all().stream().filter(process -> process.is("ipmi_sim") && process.command().contains(" " + lab.host(host).resolve("lan.conf") + " ")).toList();
  }

  /** Kill all of them, and those that they start meanwhile, and wait until they hold nothing any more; return how many there were. */
  int endAll(Time time) {
    int before = all().size();
    var killed = new LinkedHashSet<Long>();
    Await.on(time).until("the lab's processes are gone", () -> {
      var left = all();
      left.forEach(Found::kill);
      left.forEach(process -> killed.add(process.pid()));
      return left.isEmpty() && killed.stream().noneMatch(this::isLeaving);
    }).every(LOOK_EVERY).atMost(END).orElseThrow(() -> new AssayException.Lab(
        "ending the processes of " + lab.root() + ": still there after " + END.toSeconds() + " s: " + all()));
    return before;
  }

  /** A killed process has no command line any more while it still gives back its memory and files; then its parent is all that remembers it. */
  private boolean isLeaving(long pid) {
    var stat = bytes(proc.resolve(pid + "/stat"));
    var state = stat.substring(stat.lastIndexOf(')') + 1).strip();
    return bytes(proc.resolve(pid + "/cmdline")).equals("\0") && !state.isEmpty() && !state.startsWith("Z") && !state.startsWith("X");
  }

  /** A process may end, or be somebody else's, at any moment: then it is none of ours. */
  private static String bytes(Path file) {
    try {
      return "\0" + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
