package dev.assay.cli.run;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.GateText;
import dev.assay.cli.Services;
import dev.assay.cli.Verdicts;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.run.Journal;
import dev.assay.core.run.Phase;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.judge.Judge;
import dev.assay.judge.triage.Counts;
import dev.assay.judge.triage.Finding;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import dev.assay.testkit.execution.ExecutionResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The end of a run's path: judge what is stored, close, gate, report, and say it all in a few lines. */
final class Ending {

  private final Services services;
  private final Terminal terminal;
  private final Format format;
  private final GateStep gate;
  private final String controller;
  private final Conduct conduct;

  Ending(Services services, Terminal terminal, Format format, GateStep gate, String controller, Conduct conduct) {
    this.services = services;
    this.terminal = terminal;
    this.format = format;
    this.gate = gate;
    this.controller = controller;
    this.conduct = conduct;
  }

  /**
   * Judge what is stored of a run that this controller holds, close it, and report.
   *
   * @param last what this controller tried of it; empty when all was tried before
   * @param cutShort why it was ended before its end, if it was; the exit code is that of the reason
   */
  ExitCode end(RunId run, Journal journal, Optional<ExecutionResult> last, Duration wall, Optional<AssayException> cutShort) {
    var cases = services.runs().cases(run);
    journal.entered(Phase.JUDGE, cases.size() + " cases" + cutShort.map(reason -> ", " + reason.getMessage()).orElse(""));
    var verdict = Verdicts.ofRun(cases);
    journal.entered(Phase.REPORT, cutShort.map(AssayException::getMessage).orElse(""));
    services.runs().close(run, controller, verdict, hashOfHistory(run));
    return report(run, last.map(ExecutionResult::took), wall, cutShort);
  }

  private String hashOfHistory(RunId run) {
    var hash = new HistoryHash();
    services.runs().history(run, hash::add);
    return hash.value();
  }

  /** Report a closed run; done again after a kill, it writes the same once more. */
  ExitCode report(RunId run, Optional<Duration> labTime, Duration wall, Optional<AssayException> cutShort) {
    var record = services.runs().find(run).orElseThrow();
    var cases = services.runs().cases(run);
    var findings = services.triage().settle(run);
    var whole = !record.header().options().containsKey(Judge.SELECTION);
    var followed = whole && cutShort.isEmpty() ? followUp(record, findings) : List.<FollowUpStep.Followed>of();
    var decision = whole ? Optional.of(gate.decide(record.header().build().id(), Optional.empty())) : Optional.<GateDecision>empty();
    var folder = new ReportStep(services).write(run, decision, conduct.reports());
    services.orders().reported(run);
    if (conduct.tells()) {
      new Telling(services, terminal).of(run, decision);
    }
    cutShort.ifPresent(reason -> terminal.progress("assay: running " + run + ": " + reason.getMessage() + "; it is closed, its hosts are given back"));
    var summary = new Summary(record, cases, findings, followed, decision, folder, labTime.orElseGet(() -> timeOf(cases)), wall, isReplayable(record));
    Printer.print(summary.answer(), format, terminal);
    return cutShort.map(AssayException::exitCode).orElseGet(() -> exitCode(record.verdict().orElseThrow(), cases, decision));
  }

  private List<FollowUpStep.Followed> followUp(RunRecord record, List<Finding> findings) {
    return gate.policy().followUp().map(rule -> new FollowUpStep(services, terminal, rule).after(record, findings)).orElse(List.of());
  }

  /** Return how long the attempts took together. */
  private static Duration timeOf(List<CaseRecord> cases) {
    return cases.stream().flatMap(testCase -> testCase.attempts().stream()).map(CaseRecord.AttemptRecord::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** A lab file that is gone or changed replays nothing. */
  private static boolean isReplayable(RunRecord record) {
    try {
      return LabFile.read(Path.of(record.header().labFile())).kind() == Lab.Kind.SIMULATED;
    } catch (AssayException e) {
      return false;
    }
  }

  /** What the product did wrong comes first, then the gate, then the lab, then what is inconclusive. */
  private static ExitCode exitCode(Verdict verdict, List<CaseRecord> cases, Optional<GateDecision> decision) {
    var ofRun = Verdicts.exitCode(verdict, cases);
    var ofGate = decision.map(GateText::exitCode).orElse(ExitCode.OK);
    if (ofRun == ExitCode.OK) {
      return ofGate;
    }
    return verdict != Verdict.FAIL && ofGate == ExitCode.NO_GO ? ofGate : ofRun;
  }

  /** What a run came to. */
  private record Summary(
      RunRecord run, List<CaseRecord> cases, List<Finding> findings, List<FollowUpStep.Followed> followed, Optional<GateDecision> decision, Path folder, Duration labTime, Duration wall, boolean replayable) {

    Answer answer() {
      var rows = new Rows("case", "verdict", "blame", "attempts", "lab seconds", "message");
      cases.forEach(testCase -> rows.add(
          testCase.planned().id().value(), testCase.verdict().map(Verdict::name).orElse(""), last(testCase).map(outcome -> outcome.blame().name()).orElse(""),
          testCase.attempts().size(), testCase.attempts().isEmpty() ? 0.0 : testCase.attempts().getLast().took().toMillis() / 1000.0,
          last(testCase).map(Outcome::message).orElse("")));
      return new Answer(this::print, json(rows), rows);
    }

    private static Optional<Outcome> last(CaseRecord testCase) {
      return testCase.attempts().isEmpty() ? Optional.empty() : testCase.attempts().getLast().outcome();
    }

    private LinkedHashMap<String, Object> json(Rows rows) {
      var json = new LinkedHashMap<String, Object>();
      json.put("verdict", verdict().name());
      json.put("run", run.id().value());
      json.put("suite", run.header().suite().value());
      json.put("build", run.header().build().id().value());
      json.put("lab", run.header().lab());
      json.put("seed", run.header().seed());
      json.put("planned", run.planned());
      run.counts().forEach((word, count) -> json.put(word.name().toLowerCase(java.util.Locale.ROOT), count));
      json.put("labSeconds", labTime.toMillis() / 1000.0);
      json.put("wallSeconds", wall.toMillis() / 1000.0);
      json.put("historyHash", run.historyHash().orElse(""));
      json.put("replay", run.header().replay());
      var sorted = Counts.of(findings);
      json.put("new", sorted.fresh());
      json.put("known", sorted.known());
      json.put("flaky", sorted.flaky());
      json.put("infra", sorted.infra());
      json.put("muted", sorted.muted());
      json.put("followUp", followUps().asMaps());
      decision.ifPresent(decided -> {
        json.put("gate", decided.answer().word());
        json.put("gatePolicy", decided.policy().name());
        json.put("gateNeeds", decided.needs());
      });
      json.put("reports", folder.toString());
      json.put("cases", rows.asMaps());
      return json;
    }

    private Rows followUps() {
      var rows = new Rows("about", "answer", "tries", "evidence", "since");
      followed.forEach(one -> rows.add(one.about(), one.answer(), one.tries(), one.evidence(), one.since()));
      return rows;
    }

    private Verdict verdict() {
      return run.verdict().orElse(Verdict.INCONCLUSIVE);
    }

    private void print(Terminal terminal) {
      terminal.line("");
      terminal.line(terminal.paint(verdict().name()) + "  " + run.header().suite() + "  build " + run.header().build().id() + "  "
          + Texts.counts(run.counts(), run.planned()) + "   " + run.id() + "  lab time " + Texts.brief(labTime) + ", wall " + Texts.brief(wall));
      if (!findings.isEmpty()) {
        terminal.line("  " + Counts.of(findings).describe());
      }
      findings.forEach(finding -> terminal.line("  " + terminal.paint(finding.ended().name()) + "  " + finding.kind() + "  " + finding.testCase() + "  "
          + finding.signatures().getFirst().name() + finding.issue().map(key -> "  " + key).orElse("") + (finding.muted() ? "  muted" : "")));
      cases.stream().filter(testCase -> testCase.verdict().filter(word -> word == Verdict.FAIL || word == Verdict.INCONCLUSIVE).isPresent())
          .filter(testCase -> findings.stream().noneMatch(finding -> finding.testCase().equals(testCase.planned().id())))
          .forEach(testCase -> terminal.line("  " + terminal.paint(testCase.verdict().map(Verdict::name).orElse("")) + "  " + testCase.planned().id()));
      followed.forEach(one -> terminal.line("again    " + one.answer() + "  " + one.about() + "  " + one.evidence() + (one.since().isEmpty() ? "" : "; " + one.since())));
      decision.ifPresentOrElse(decided -> GateText.print(decided, GateStep.policyOf(run.header()), false, terminal),
          () -> terminal.line("gate     not asked: only a selection of the suite was run"));
      terminal.line("history  " + run.historyHash().orElse("") + (replayable ? "" : " (not replayable: the lab is not simulated in this process)"));
      terminal.line("replay   " + run.header().replay());
      terminal.line("reports  " + folder.resolve("report.html"));
      if (verdict() != Verdict.PASS && verdict() != Verdict.SKIPPED) {
        terminal.line("next: assay logs " + run.id() + " --failed" + (findings.isEmpty() ? "" : " | assay triage ls " + run.id()));
      }
    }
  }
}
