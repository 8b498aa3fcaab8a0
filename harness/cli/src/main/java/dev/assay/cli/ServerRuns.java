package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What commands about runs do when a server has them. */
final class ServerRuns {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ServerClient server;
  private final AssayCommand root;
  private final Time time = SystemTime.real();

  ServerRuns(ServerClient server, AssayCommand root) {
    this.server = server;
    this.root = root;
  }

  /** Submit, and follow to its end unless it is to run in the background. */
  ExitCode submit(Map<String, ?> asked, boolean detach) {
    var run = server.post("runs", asked).path("run").asString();
    if (detach) {
      var rows = new Rows("run", "state").add(run, "submitted");
      Printer.print(new Answer(terminal -> {
        terminal.line(run + "  submitted");
        terminal.line("next: assay attach " + run);
      }, rows.asMaps(), rows), root.format, root.terminal());
      return ExitCode.OK;
    }
    root.terminal().progress(run + "  submitted; Ctrl-C ends only the following, 'assay cancel " + run + "' ends the run");
    return follow(run);
  }

  /** Follow a run until it has ended. */
  ExitCode follow(String name) {
    var run = name.toUpperCase(Locale.ROOT);
    var told = "";
    while (true) {
      var state = server.get("runs/" + run + "/state");
      var phase = state.path("phase").asString() + " " + state.path("phaseDetail").asString();
      if (!phase.equals(told)) {
        root.terminal().progress(phase.strip());
        told = phase;
      }
      if (state.path("state").asString().equals("DONE")) {
        return print(run, state.path("word").asString());
      }
      time.sleep(LOOK_EVERY);
    }
  }

  private ExitCode print(String run, String word) {
    var rows = new Rows("run", "state", "verdict").add(run, "DONE", word);
    Printer.print(new Answer(terminal -> terminal.line(terminal.paint(word) + "  " + run), rows.asMaps(), rows), root.format, root.terminal());
    return ServerClient.exitCode(word);
  }

  /** Ask something of a run, and say that it was asked. */
  ExitCode ask(String run, String what, Map<String, ?> body) {
    server.post("runs/" + run.toUpperCase(Locale.ROOT) + "/" + what, body);
    Printer.print(Answer.of(new Rows("run", "asked").add(run.toUpperCase(Locale.ROOT), what)), root.format, root.terminal());
    return ExitCode.OK;
  }

  /** Have cases tried again, and follow that. */
  ExitCode rerun(String run, Map<String, ?> body) {
    return follow(server.post("runs/" + run.toUpperCase(Locale.ROOT) + "/rerun", body).path("run").asString());
  }
}
