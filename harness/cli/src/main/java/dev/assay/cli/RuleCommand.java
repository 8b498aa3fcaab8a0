package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "rule", description = "Rules that link failures to issues by their error lines.")
final class RuleCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  TriageCommand triage;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the rules: add, ls or rm");
  }

  @Command(name = "add", description = "Failures of which rules of an issue match every error line are that issue.")
  int add(
      @Parameters(paramLabel = "ISSUE", description = "Such as I-3.") String issue,
      @Option(names = "--message", required = true, paramLabel = "REGEX", description = "What an error line holds.") String message,
      @Option(names = "--case", defaultValue = "*", paramLabel = "PATTERN", description = "Only in cases of this name, * for any text (default: ${DEFAULT-VALUE}).") String testCase) {
    try (var services = Services.open(triage.root.workspace())) {
      services.triage().addRule(issue, message, testCase, Asker.name());
      return list(services);
    }
  }

  @Command(name = "ls", description = "List the rules.")
  int ls() {
    try (var services = Services.open(triage.root.workspace())) {
      return list(services);
    }
  }

  @Command(name = "rm", description = "End a rule; what it linked stays linked.")
  int rm(@Parameters(paramLabel = "NUMBER", description = "The rule.") long number) {
    try (var services = Services.open(triage.root.workspace())) {
      services.triage().endRule(number, Asker.name());
      return list(services);
    }
  }

  private int list(Services services) {
    var rows = new Rows("rule", "issue", "message", "case", "by");
    services.triage().rules().forEach(rule -> rows.add(rule.number(), rule.issue(), rule.pattern().pattern(), rule.testCase(), rule.by()));
    Printer.print(Answer.of(rows), triage.root.format, triage.root.terminal());
    return ExitCode.OK.number();
  }
}
