package dev.assay.cli;

import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Sets up the parser, and is the one place where an error becomes a message and an exit code. */
final class CommandLines {

  private CommandLines() {}

  /** Make the one of this process: what a configured server does is left to it. */
  static CommandLine of(AssayCommand root) {
    return parser(root).setExecutionStrategy(result -> explained(root, () -> ServerForward.of(root, result).orElseGet(() -> new CommandLine.RunLast().execute(result))));
  }

  /** Do a command; an error of ours becomes its message and exit code. */
  static int explained(AssayCommand root, Supplier<Integer> command) {
    try {
      return command.get();
    } catch (AssayException e) {
      return explain(root, e);
    }
  }

  static CommandLine parser(AssayCommand root) {
    var line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    Numbers.register(line);
    helpEverywhere(line);
    line.setExecutionExceptionHandler((thrown, command, result) -> explain(root, thrown));
    line.setParameterExceptionHandler((thrown, arguments) -> explainUsage(thrown));
    return line;
  }

  /** A command whose --version names a product's inherits none of the standard options, and would not even explain itself. */
  private static void helpEverywhere(CommandLine line) {
    if (line.getCommandSpec().findOption("--help") == null) {
      line.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help message and exit.").build());
    }
    line.getSubcommands().values().forEach(CommandLines::helpEverywhere);
  }

  private static int explain(AssayCommand root, Exception thrown) {
    var terminal = root.terminal();
    terminal.status("");
    if (thrown instanceof AssayException known) {
      terminal.progress("assay: " + known.getMessage());
      return known.exitCode().number();
    }
    terminal.progress("assay: internal error: " + thrown);
    Arrays.stream(thrown.getStackTrace()).limit(12).forEach(frame -> terminal.progress("    at " + frame));
    if (thrown.getCause() != null) {
      terminal.progress("  caused by " + thrown.getCause());
    }
    terminal.progress("  this is a defect of Assay; 'assay doctor' tells what to send with a report");
    return ExitCode.INTERNAL.number();
  }

  private static int explainUsage(CommandLine.ParameterException thrown) {
    var command = thrown.getCommandLine();
    var err = command.getErr();
    err.println("assay: " + thrown.getMessage());
    var meant = meantCommand(thrown);
    if (meant.isPresent()) {
      err.println("  did you mean: " + command.getCommandSpec().qualifiedName(" ") + " " + meant.get());
    } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(thrown, err)) {
      err.println("  see: " + command.getCommandSpec().qualifiedName(" ") + " --help");
    }
    err.flush();
    return ExitCode.USAGE.number();
  }

  /** Find the command that a mistyped one was meant to be; the parser's own suggestions miss swapped letters. */
  private static Optional<String> meantCommand(CommandLine.ParameterException thrown) {
    return thrown instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? unmatched.getUnmatched().stream().findFirst().flatMap(word -> Suggestion.closest(word, thrown.getCommandLine().getSubcommands().keySet()))
        : Optional.empty();
  }
}
