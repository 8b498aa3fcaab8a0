package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The lab's commands over the server, when one is configured: it answers with rows, which are printed as they are. */
final class ServerLab {

  private final ServerClient server;
  private final AssayCommand root;

  private ServerLab(ServerClient server, AssayCommand root) {
    this.server = server;
    this.root = root;
  }

  static Optional<ServerLab> configured(AssayCommand root) {
    return ServerClient.configured(root).map(server -> new ServerLab(server, root));
  }

  /** Print what a call lists. */
  int list(String call) {
    return print(List.of(server.get("lab/" + call)));
  }

  static String parameter(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Ask for each of these, and print all answers together. */
  int ask(List<String> calls, Map<String, String> body) {
    var sent = new LinkedHashMap<>(body);
    sent.values().removeIf(String::isEmpty);
    return print(calls.stream().map(call -> server.post("lab/" + call, sent)).toList());
  }

  /** Reserve; what waits ends as the command itself would. */
  int reserve(Map<String, String> wish) {
    var sent = new LinkedHashMap<>(wish);
    sent.values().removeIf(String::isEmpty);
    var answer = server.post("lab/claims", sent);
    print(List.of(answer));
    var row = answer.path("rows").path(0);
    return switch (row.path("state").asString("")) {
      case "waiting" -> ExitCode.INCONCLUSIVE.number();
      case "would be" -> (row.path("expected").asString("").equals("never") ? ExitCode.NO_CAPACITY : ExitCode.OK).number();
      default -> ExitCode.OK.number();
    };
  }

  private int print(List<JsonNode> answers) {
    var objects = answers.stream().flatMap(answer -> answer.path("rows").valueStream()).toList();
    if (objects.isEmpty()) {
      var none = new Rows("rows");
      Printer.print(new Answer(terminal -> terminal.line("nothing"), List.of(), none), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    var columns = List.copyOf(objects.getFirst().propertyNames());
    var rows = new Rows(columns.toArray(String[]::new));
    objects.forEach(object -> {
      var cells = new ArrayList<Object>();
      columns.forEach(column -> cells.add(cell(object.path(column))));
      rows.add(cells.toArray());
    });
    Printer.print(new Answer(Answer.of(rows).text(), rows.asMaps(), rows), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private static Object cell(JsonNode value) {
    return value.isArray() ? value.valueStream().map(JsonNode::asString).toList() : value.isNumber() ? value.numberValue() : value.isBoolean() ? value.booleanValue() : value.asString("");
  }
}
