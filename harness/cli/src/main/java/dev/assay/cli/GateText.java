package dev.assay.cli;

import dev.assay.analysis.gate.Criterion;
import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.ExitCode;
import dev.assay.site.pages.Say;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

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

  /**
   * Make the answer of {@code gate check}, or with every need spelt out, of {@code gate explain}.
   *
   * @param policy how the policy was named, so that the next command can be typed as it is shown
   */
  static Answer answer(GateDecision decision, String policy, String digest, boolean explain) {
    var rows = new Rows("state", "criterion", "evidence", "needs", "rerun cases", "blockers");
    decision.results().forEach(result -> rows.add(
        result.state().name(), result.criterion().id(), result.evidence(), result.needs(), result.rerunCases(), result.blockers()));
    return new Answer(terminal -> print(decision, policy, explain, terminal), json(decision, digest, rows), rows);
  }

  private static LinkedHashMap<String, Object> json(GateDecision decision, String digest, Rows rows) {
    var json = new LinkedHashMap<String, Object>();
    json.put("answer", decision.answer().word());
    json.put("policy", decision.policy().name());
    json.put("policyVersion", decision.policy().version());
    json.put("policyDigest", digest);
    json.put("milestone", decision.policy().milestone());
    json.put("build", decision.build());
    json.put("baseline", decision.baseline().orElse(""));
    json.put("decidedAt", decision.decidedAt().toString());
    var completeness = new LinkedHashMap<String, Object>();
    completeness.put("answered", decision.completeness().answered());
    completeness.put("asked", decision.completeness().asked());
    completeness.put("suites", decision.completeness().suites());
    completeness.put("withoutRun", decision.completeness().withoutRun());
    json.put("completeness", completeness);
    json.put("criteria", rows.asMaps());
    json.put("needs", decision.needs());
    json.put("rerunCases", decision.rerunCases());
    json.put("reruns", decision.reruns().stream().map(GateText::rerun).toList());
    return json;
  }

  private static Map<String, Object> rerun(GateDecision.Rerun rerun) {
    var json = new LinkedHashMap<String, Object>();
    json.put("subject", rerun.subject());
    json.put("cases", rerun.cases());
    json.put("criteria", rerun.criteria());
    return json;
  }

  public static void print(GateDecision decision, String policy, boolean explain, Terminal terminal) {
    terminal.line(terminal.paint(decision.answer().word()) + "  " + decision.policy().milestone() + "  build " + decision.build()
        + decision.baseline().map(baseline -> " vs " + baseline).orElse("") + "   policy " + decision.policy().name() + "@" + decision.policy().version()
        + summary(decision));
    for (var result : decision.results()) {
      terminal.line(" " + terminal.paint(String.format("%-4s", word(result.state()))) + " " + result.criterion().id() + "   " + Terminal.printable(explain ? result.evidence() : Say.brief(result.evidence())));
      if (explain && !result.needs().isEmpty()) {
        terminal.line("      needs " + Terminal.printable(result.needs()) + (result.rerunCases() > 0 ? " (at least " + again(result.rerunCases(), result.criterion()) + " again)" : ""));
      }
      if (explain) {
        result.blockers().forEach(blocker -> terminal.line("      - " + Terminal.printable(blocker)));
      }
    }
    terminal.line(" data " + decision.completeness().describe());
    if (explain) {
      printNeeds(decision, terminal);
    }
    if (!explain && decision.answer() != GateDecision.Answer.GO) {
      terminal.line("next: assay gate explain " + decision.build() + " --policy " + policy + decision.baseline().map(baseline -> " --baseline " + baseline).orElse(""));
    }
  }

  private static void printNeeds(GateDecision decision, Terminal terminal) {
    if (decision.answer() == GateDecision.Answer.GO) {
      return;
    }
    long blocking = decision.count(CriterionResult.State.FAILED);
    var needs = new ArrayList<String>();
    if (blocking > 0) {
      needs.add(blocking + (blocking == 1 ? " failed criterion" : " failed criteria") + " repaired or waived (assay gate waive)");
    }
    decision.reruns().forEach(rerun -> needs.add(
        "at least " + (isOfKpis(decision, rerun) ? plural(rerun.cases(), "run") : plural(rerun.cases(), "case") + " of " + rerun.subject() + " run again") + " (for "
            + String.join(", ", rerun.criteria()) + ")"));
    long others = decision.results().stream().filter(result -> result.state() == CriterionResult.State.PENDING && result.rerunCases() == 0).count();
    if (others > 0) {
      needs.add(others + " pending " + (others == 1 ? "criterion" : "criteria") + " given what they lack");
    }
    terminal.line("GO needs: " + Terminal.printable(String.join("; ", needs)));
  }

  /** Criteria about suites count cases, those about KPIs runs. */
  private static String again(long times, Criterion criterion) {
    return plural(times, criterion instanceof Criterion.OfSuite ? "case" : "run");
  }

  private static boolean isOfKpis(GateDecision decision, GateDecision.Rerun rerun) {
    return decision.results().stream().anyMatch(result -> result.criterion().id().equals(rerun.subject()) && !(result.criterion() instanceof Criterion.OfSuite));
  }

  private static String plural(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
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
