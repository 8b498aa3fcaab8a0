package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "logs", aliases = "showlog", description = "Show what the cases of a run did, and the evidence kept of the failed ones.")
final class LogsCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  @Parameters(index = "1", arity = "0..1", paramLabel = "CASE", description = "Only cases whose name holds this text, or matches it with * and ?.")
  @Nullable String only;

  @Option(names = "--failed", description = "Only cases that did not pass.")
  boolean failed;

  @Option(names = "--history", description = "Show the run's history, event by event, instead.")
  boolean history;

  @Option(names = "--evidence", paramLabel = "NAME", description = "Print this piece of evidence of the chosen cases, and nothing else.")
  @Nullable String evidence;

  @Override
  public Integer call() {
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      if (history) {
        printHistory(services, record);
        return ExitCode.OK.number();
      }
      var cases = chosenCases(services, record);
      if (evidence != null) {
        return printEvidence(services, record.id(), cases, evidence);
      }
      Printer.print(answer(services, record, cases), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private List<CaseRecord> chosenCases(Services services, RunRecord record) {
    var all = services.runs().cases(record.id());
    var chosen = all.stream()
        .filter(testCase -> only == null || Globs.matching(only).test(testCase.planned().id().value()))
        .filter(testCase -> !failed || testCase.verdict().filter(verdict -> verdict == Verdict.PASS || verdict == Verdict.SKIPPED).isEmpty())
        .toList();
    if (chosen.isEmpty() && !(failed && only == null)) {
      throw new AssayException.Nothing("choosing cases of run " + record.id() + ": none of its " + all.size() + " cases matches");
    }
    return chosen;
  }

  private void printHistory(Services services, RunRecord record) {
    services.runs().history(record.id(), event -> root.terminal().line(String.format("%6d  %s  %-28s %s %s", event.sequence(), event.at(),
        event.kind(), Terminal.printable(event.subject()), event.details().isEmpty() ? "" : Terminal.printable(event.details().toString()))));
  }

  private int printEvidence(Services services, RunId id, List<CaseRecord> cases, String name) {
    var found = cases.stream()
        .flatMap(testCase -> testCase.attempts().stream().flatMap(attempt -> services.runs().evidence(id, testCase.planned().id(), attempt.number()).stream()))
        .filter(piece -> piece.name().equals(name))
        .toList();
    if (found.isEmpty()) {
      throw new AssayException.Nothing("looking for evidence '" + name + "' in run " + id + ": the chosen cases have none of that name; 'assay logs "
          + id + "' lists what they have");
    }
    found.forEach(piece -> new String(piece.content(), StandardCharsets.UTF_8).lines().forEach(line -> root.terminal().line(Terminal.printable(line))));
    return ExitCode.OK.number();
  }

  private Answer answer(Services services, RunRecord record, List<CaseRecord> cases) {
    var rows = new Rows("case", "attempt", "verdict", "blame", "lab seconds", "hosts", "message", "evidence");
    for (var testCase : cases) {
      for (var attempt : testCase.attempts()) {
        rows.add(testCase.planned().id().value(), attempt.number(),
            attempt.outcome().map(outcome -> outcome.verdict().name()).orElse("RUNNING"),
            attempt.outcome().map(outcome -> outcome.blame().name()).orElse(""),
            attempt.took().toMillis() / 1000.0, attempt.hosts().stream().map(Object::toString).toList(),
            attempt.outcome().map(Outcome::message).orElse(""), evidenceNames(services, record.id(), testCase, attempt));
      }
    }
    return new Answer(terminal -> print(services, record, cases, terminal), rows.asMaps(), rows);
  }

  private static List<String> evidenceNames(Services services, RunId id, CaseRecord testCase, CaseRecord.AttemptRecord attempt) {
    var passed = attempt.outcome().filter(outcome -> outcome.verdict() == Verdict.PASS).isPresent();
    return passed ? List.of() : services.runs().evidence(id, testCase.planned().id(), attempt.number()).stream().map(piece -> piece.name()).toList();
  }

  private static void print(Services services, RunRecord record, List<CaseRecord> cases, Terminal terminal) {
    var header = record.header();
    terminal.line(record.id() + "  " + header.suite() + "  build " + header.build().id() + "  lab " + header.lab() + "  "
        + record.verdict().map(verdict -> terminal.paint(verdict.name())).orElse(terminal.paint(record.state().name())) + "  "
        + Texts.counts(record.counts(), record.planned()));
    for (var testCase : cases) {
      for (var attempt : testCase.attempts()) {
        var outcome = attempt.outcome();
        terminal.line(terminal.paint(String.format("%-12s", outcome.map(o -> o.verdict().name()).orElse("RUNNING"))) + " "
            + testCase.planned().id() + (testCase.attempts().size() > 1 ? " #" + attempt.number() : "") + "  " + Texts.brief(attempt.took())
            + "  on " + String.join(", ", attempt.hosts().stream().map(Object::toString).toList()));
        outcome.filter(o -> o.verdict() != Verdict.PASS).ifPresent(o -> {
          o.message().lines().forEach(line -> terminal.line("    " + Terminal.printable(line)));
          attempt.stack().lines().filter(line -> line.contains("dev.assay.suites")).limit(3).forEach(line -> terminal.line("    " + line.strip()));
          var names = evidenceNames(services, record.id(), testCase, attempt);
          if (!names.isEmpty()) {
            terminal.line("    evidence: " + String.join(", ", names) + "   (assay logs " + record.id() + " '" + testCase.planned().id() + "' --evidence NAME)");
          }
        });
      }
    }
    if (cases.isEmpty()) {
      terminal.line("no case failed");
    }
    terminal.line("replay: " + header.replay());
  }
}
