package dev.assay.cli;

import dev.assay.core.time.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** Has a configured server do the commands of {@link ForwardedCommand}, and ends as they did there. */
final class ServerForward {

  private ServerForward() {}

  private static final Duration FIRST_LOOK = Duration.ofMillis(50);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Return what the command ended with on the server; empty when it is to be done here. */
  static Optional<Integer> of(AssayCommand root, ParseResult line) {
    var command = ForwardedCommand.meant(line).filter(meant -> meant.isAutomatic() && !JenkinsCommand.hasItsOwn(line));
    var server = command.flatMap(_ -> ServerClient.configured(root));
    if (server.isEmpty()) {
      return Optional.empty();
    }
    var help = CommandLine.executeHelpRequest(line);
    if (help != null) {
      return Optional.of(help);
    }
    var meant = command.orElseThrow();
    if (meant.takesLong()) {
      return Optional.of(begin(server.get(), root, meant.path(), line.originalArgs()));
    }
    var ended = server.get().post("commands/" + meant.path(), Map.of("words", line.originalArgs()));
    print(root, ended);
    return Optional.of(ended.path("exit").asInt(1));
  }

  /** Have the server begin a command, and follow it. */
  static int begin(ServerClient server, AssayCommand root, String command, List<String> words) {
    return follow(server, root, server.post("jobs/" + command, Map.of("words", words)).path("job").asString());
  }

  /** Follow a command that the server does, to its end; ends as it does. */
  static int follow(ServerClient server, AssayCommand root, String job) {
    var time = SystemTime.real();
    var pause = FIRST_LOOK;
    long out = 0;
    long err = 0;
    boolean told = false;
    while (true) {
      var state = server.get("jobs/" + job + "?out=" + out + "&err=" + err);
      print(root, state);
      if (state.path("state").asString().equals("ended")) {
        return state.path("exit").asInt(1);
      }
      if (!told && pause.equals(LOOK_EVERY)) {
        root.terminal().progress(job + "  goes on at the server; Ctrl-C ends only the following, 'assay cancel " + job + "' ends it, 'assay attach " + job + "' follows again");
        told = true;
      }
      out = state.path("outNext").asLong();
      err = state.path("errNext").asLong();
      time.sleep(pause);
      pause = pause.multipliedBy(2).compareTo(LOOK_EVERY) < 0 ? pause.multipliedBy(2) : LOOK_EVERY;
    }
  }

  private static void print(AssayCommand root, JsonNode said) {
    said.path("err").asString("").lines().forEach(root.terminal()::progress);
    said.path("out").asString("").lines().forEach(root.terminal()::line);
  }
}
