package dev.assay.testkit.stress;

import dev.assay.core.run.Evidence;
import dev.assay.testkit.CarriesEvidence;
import dev.assay.testkit.check.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An invariant did not hold. It carries the findings, and the script that shows the first of them. */
public final class StressFailure extends AssertionError implements CarriesEvidence {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 20;
  private static final String SCRIPT = "minimal-script.txt";

  private final transient List<Evidence> evidence;

  private StressFailure(String message, List<Evidence> evidence) {
    super(message);
    this.evidence = evidence;
  }

  static StressFailure of(Judgement judgement, Optional<Shrinking.Shrunk> shrunk) {
    var lines = judgement.lines();
    var message = new StringBuilder(judgement.first().map(first -> first.checker() + ": " + first.finding().what()).orElse(""));
    if (lines.size() > 1) {
      message.append("\nand ").append(lines.size() - 1).append(" more, listed in findings.txt");
    }
    shrunk.ifPresent(found -> describe(found, message));
    var evidence = new java.util.ArrayList<Evidence>();
    evidence.add(text("findings.txt", String.join("\n", lines) + "\n"));
    shrunk.ifPresent(found -> evidence.add(text(SCRIPT, found.script().render())));
    return new StressFailure(message.toString(), List.copyOf(evidence));
  }

  private static void describe(Shrinking.Shrunk found, StringBuilder message) {
    var rounds = found.script().rounds();
    message.append("\nscript of ").append(rounds.size()).append(found.minimal() ? " rounds, of which none can be left out" : " rounds")
        .append(" (").append(found.replays()).append(found.minimal() ? " replays), with " : " replays, and no more were allowed: fewer rounds may do), with ").append(found.script().guests()).append(" guests:");
    rounds.stream().limit(SHOWN).forEach(round -> message.append("\n  ").append(round.text()));
    if (rounds.size() > SHOWN) {
      message.append("\n  ... and ").append(rounds.size() - SHOWN).append(" more rounds");
    }
    message.append("\nreplay: assay logs --failed --evidence ").append(SCRIPT).append(" > script.txt && assay suite replay script.txt").append(lab(found.script()));
  }

  /** Name the lab, unless it is the one that is used when none is named. */
  private static String lab(Script script) {
    return script.lab().equals("example") ? "" : " --lab " + script.lab();
  }

  private static Evidence text(String name, String content) {
    return new Evidence(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Evidence> evidence() {
    return evidence == null ? List.of() : evidence;
  }
}
