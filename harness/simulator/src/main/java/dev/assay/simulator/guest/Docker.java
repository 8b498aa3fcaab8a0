package dev.assay.simulator.guest;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of {@code docker} as tells whether containers outlive what is done to their VM. What there is lies on the disk; what runs lies in memory;
 * what shall always run is started again when somebody looks after a boot.
 */
final class Docker {

  private static final String THERE = "/var/lib/docker/containers/";
  private static final String RUNNING = "/run/docker/";
  private static final String ALWAYS = "always";

  private final SimulatedGuest guest;
  private final GuestFiles files;
  private final Invocation invocation;

  Docker(SimulatedGuest guest, GuestFiles files, Invocation invocation) {
    this.guest = guest;
    this.files = files;
    this.invocation = invocation;
  }

  int run() {
    var words = new ArrayList<>(invocation.arguments());
    if (words.isEmpty()) {
      throw new CommandFailed(1, "Usage:  docker COMMAND");
    }
    restart();
    switch (words.removeFirst()) {
      case "run" -> start(words);
      case "ps" -> names(RUNNING).forEach(invocation::line);
      case "inspect" -> invocation.line(text(RUNNING, last(words)));
      case "rm" -> remove(last(words));
      case String other -> throw new CommandFailed(1, "docker: '" + other + "' is not a docker command that is simulated.");
    }
    return 0;
  }

  private void restart() {
    for (var name : names(THERE)) {
      if (text(THERE, name).equals(ALWAYS) && !files.isFile(RUNNING + name)) {
        write(RUNNING, name, guest.running("starting containers").bootedAt.toString());
      }
    }
  }

  private void start(List<String> words) {
    var restart = words.remove("--restart=always") ? ALWAYS : "no";
    int name = words.indexOf("--name");
    if (!words.contains("-d") || name < 0 || words.size() < name + 3 || !words.get(name + 1).matches("[a-z0-9-]+")) {
      throw new CommandFailed(125, "docker run: only -d [--restart=always] --name NAME IMAGE [COMMAND...] is simulated");
    }
    if (files.isFile(THERE + words.get(name + 1))) {
      throw new CommandFailed(125, "docker: Error response from daemon: Conflict. The container name \"/" + words.get(name + 1) + "\" is already in use.");
    }
    write(THERE, words.get(name + 1), restart);
    write(RUNNING, words.get(name + 1), guest.time().now().toString());
    invocation.line(words.get(name + 1));
  }

  private void remove(String name) {
    text(THERE, name);
    files.delete(THERE + name);
    if (files.isFile(RUNNING + name)) {
      files.delete(RUNNING + name);
    }
  }

  private List<String> names(String folder) {
    return files.isFolder(folder.substring(0, folder.length() - 1)) ? files.list(folder.substring(0, folder.length() - 1)) : List.of();
  }

  private String text(String folder, String name) {
    if (!files.isFile(folder + name)) {
      throw new CommandFailed(1, "Error: No such container: " + name);
    }
    return new String(files.read(folder + name, 0, 1 << 10), StandardCharsets.UTF_8);
  }

  private void write(String folder, String name, String text) {
    files.makeFolder(folder.substring(0, folder.length() - 1));
    files.replace(folder + name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String last(List<String> words) {
    if (words.isEmpty()) {
      throw new CommandFailed(1, "docker: requires at least 1 argument.");
    }
    return words.getLast();
  }
}
