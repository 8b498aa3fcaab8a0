package dev.assay.cli;

import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Has a configured server do the commands of {@link ForwardedCommand}, and ends as they did there. */
final class ServerForward {

  private ServerForward() {}

  /** Return what the command ended with on the server; empty when it is to be done here. */
  static Optional<Integer> of(AssayCommand root, ParseResult line) {
    var command = ForwardedCommand.meant(line);
    var server = command.flatMap(_ -> ServerClient.configured(root));
    if (server.isEmpty()) {
      return Optional.empty();
    }
    var help = CommandLine.executeHelpRequest(line);
    if (help != null) {
      return Optional.of(help);
    }
    var ended = server.get().post("commands/" + command.orElseThrow().path(), Map.of("words", line.originalArgs()));
    ended.path("err").asString("").lines().forEach(root.terminal()::progress);
    ended.path("out").asString("").lines().forEach(root.terminal()::line);
    return Optional.of(ended.path("exit").asInt(1));
  }
}
