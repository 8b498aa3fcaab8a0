package dev.assay.cli;

import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.ExitCode;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Shows a gate's decision: the word first, then each criterion with its evidence, then what a GO needs. */
public final class GateText {

  private GateText() {}

  /** Return what a command ends with that was asked for this decision. */
  public static ExitCode exitCode(GateDecision decision) {
    return switch (decision.answer()) {
      case GO -> ExitCode.OK;
      case NO_GO -> ExitCode.NO_GO;
      case PENDING -> ExitCode.INCONCLUSIVE;
    };
  }

  /** Make the answer of {@code gate check}, or with every need spelt out, of {@code gate explain}. */
  public static Answer answer(GateDecision decision, boolean explain) {
    var rows = new Rows("state", "criterion", "evidence", "needs", "rerun cases", "blockers");
    decision.results().forEach(result -> rows.add(
        result.state().name(), result.criterion().id(), result.evidence(), result.needs(), result.rerunCases(), result.blockers()));
    return new Answer(terminal -> print(decision, explain, terminal), json(decision, rows), rows);
  }

  private static LinkedHashMap<String, Object> json(GateDecision decision, Rows rows) {
    var json = new LinkedHashMap<String, Object>();
    json.put("answer", decision.answer().word());
    json.put("policy", decision.policy().name());
    json.put("policyVersion", decision.policy().version());
    json.put("milestone", decision.policy().milestone());
    json.put("build", decision.build());
    json.put("baseline", decision.baseline().orElse(""));
    json.put("decidedAt", decision.decidedAt().toString());
    json.put("criteria", rows.asMaps());
    json.put("needs", decision.needs());
    json.put("rerunCases", decision.rerunCases());
    return json;
  }

  public static void print(GateDecision decision, boolean explain, Terminal terminal) {
    terminal.line(terminal.paint(decision.answer().word()) + "  " + decision.policy().milestone() + "  build " + decision.build()
        + decision.baseline().map(baseline -> " vs " + baseline).orElse("") + "   policy " + decision.policy().name() + "@" + decision.policy().version()
        + summary(decision));
    for (var result : decision.results()) {
      terminal.line(" " + terminal.paint(String.format("%-4s", word(result.state()))) + " " + result.criterion().id() + "   " + Terminal.printable(result.evidence()));
      if (explain && !result.needs().isEmpty()) {
        terminal.line("      needs " + Terminal.printable(result.needs()) + (result.rerunCases() > 0 ? " (at least " + result.rerunCases() + " cases again)" : ""));
      }
      if (explain) {
        result.blockers().forEach(blocker -> terminal.line("      - " + Terminal.printable(blocker)));
      }
    }
    if (!explain && decision.answer() != GateDecision.Answer.GO) {
      terminal.line("next: assay gate explain " + decision.build() + " --policy " + decision.policy().name());
    }
  }

  private static String summary(GateDecision decision) {
    var text = new StringBuilder();
    for (var state : CriterionResult.State.values()) {
      long count = decision.count(state);
      if (state != CriterionResult.State.OK && count > 0) {
        text.append(text.isEmpty() ? "   " : ", ").append(count).append(' ').append(state.name().toLowerCase(Locale.ROOT));
      }
    }
    return text.toString();
  }

  private static String word(CriterionResult.State state) {
    return switch (state) {
      case OK -> "ok";
      case FAILED -> "FAIL";
      case PENDING -> "PEND";
      case WAIVED -> "WAIV";
    };
  }
}
