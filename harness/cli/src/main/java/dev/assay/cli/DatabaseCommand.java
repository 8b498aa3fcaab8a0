package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.database.Database;
import dev.assay.database.DatabaseSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "db", description = "Look after the embedded database; it is started when needed and keeps running.")
final class DatabaseCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do with the database: start, stop or where");
  }

  @Command(name = "start", description = "Start the embedded server, if it does not run.")
  int start() {
    try (var services = Services.open(root.workspace())) {
      tell("running", services.database().describe());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "stop", description = "Stop the embedded server; its data stay.")
  int stop() {
    var stopped = Database.stopEmbedded(embedded().folder());
    tell(stopped ? "stopped" : "was not running", embedded().folder().toString());
    return ExitCode.OK.number();
  }

  @Command(name = "where", description = "Tell where the database is.")
  int where() {
    var settings = root.workspace().database();
    Printer.print(Answer.of(new Rows("kind", "where").add(settings instanceof DatabaseSettings.Embedded ? "embedded" : "external", switch (settings) {
      case DatabaseSettings.Embedded embedded -> embedded.folder().toString();
      case DatabaseSettings.External external -> external.toString();
    })), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private void tell(String state, String where) {
    var rows = new Rows("state", "where").add(state, where);
    Printer.print(new Answer(terminal -> terminal.line(state + "  " + where), rows.asMaps(), rows), root.format, root.terminal());
  }

  private DatabaseSettings.Embedded embedded() {
    return switch (root.workspace().database()) {
      case DatabaseSettings.Embedded embedded -> embedded;
      case DatabaseSettings.External external -> throw new AssayException.Usage("stopping the database: " + external + " is not ours to stop");
    };
  }
}
