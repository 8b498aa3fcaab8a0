package dev.assay.testkit.check;

import static dev.assay.testkit.check.StressEvents.detail;
import static dev.assay.testkit.check.StressEvents.is;
import static dev.assay.testkit.check.StressEvents.isAtEnd;
import static dev.assay.testkit.check.StressEvents.words;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What must hold whatever is done to a pool. */
public final class Invariants {

  /** Less than this is the noise of a control domain at rest. */
  private static final double NOISE_MIB = 16;

  /** Codes by which the product says that a state does not allow an operation. */
  private static final List<String> REFUSALS = List.of(
      "VM_BAD_POWER_STATE", "OPERATION_NOT_ALLOWED", "OTHER_OPERATION_IN_PROGRESS", "VM_LACKS_FEATURE", "VM_LACKS_FEATURE_SHUTDOWN",
      "VM_LACKS_FEATURE_SUSPEND", "VM_MISSING_PV_DRIVERS", "NO_HOSTS_AVAILABLE");

  private static final List<Checker> ALL = List.of(
      new WholeHistory(),
      new NoGuestTwice(),
      new ListsAgree(),
      new NoLostWrite(),
      new GuestsKeepTheirBoot(),
      each("allowed-operations-succeed", Invariants::failedStep),
      each("refusals-are-refusals", Invariants::wrongRefusal),
      new Checker.Named("every-task-ends", Invariants::pendingTasks),
      new Checker.Named("no-orphaned-disk", Invariants::orphanedDisks),
      new Checker.Named("nothing-left-behind", Invariants::leftBehind),
      new Checker.Named("memory-accounted", Invariants::memoryAccounted),
      new Checker.Named("no-leak", Invariants::leaks),
      new Checker.Named("space-comes-back", Invariants::spaceLost),
      each("hosts-stay-well", Invariants::illHost));

  private Invariants() {}

  /** List all of them, in the order in which they are reported. */
  public static List<Checker> all() {
    return ALL;
  }

  private static Checker each(String name, Function<HistoryEvent, Optional<String>> judge) {
    return new Checker.Named(name, events -> events.stream()
        .flatMap(event -> judge.apply(event).map(what -> new Finding(what, event)).stream())
        .toList());
  }

  private static Optional<String> failedStep(HistoryEvent event) {
    return is(event, "step") && detail(event, "ended").startsWith("failed")
        ? Optional.of("'" + detail(event, "step") + "' " + detail(event, "ended"))
        : is(event, "rollback-failed") ? Optional.of("rolling " + event.subject() + " back failed: " + detail(event, "why")) : Optional.empty();
  }

  private static Optional<String> wrongRefusal(HistoryEvent event) {
    var ended = detail(event, "ended");
    if (!is(event, "step") || !detail(event, "step").startsWith("!")) {
      return Optional.empty();
    }
    if (ended.equals("done though refused")) {
      return Optional.of("'" + detail(event, "step").substring(1) + "' was done although it was not among the allowed operations");
    }
    return ended.startsWith("refused: ") && !REFUSALS.contains(ended.substring("refused: ".length()))
        ? Optional.of("'" + detail(event, "step").substring(1) + "' was refused with " + ended.substring("refused: ".length()) + ", which does not say that the state forbids it")
        : Optional.empty();
  }

  private static Optional<String> illHost(HistoryEvent event) {
    return is(event, "saw.health") && !detail(event, "wrong").isBlank() ? Optional.of(event.subject() + ": " + detail(event, "wrong")) : Optional.empty();
  }

  /** Between rounds nothing is under way: what is, at the last look, hangs. */
  private static List<Finding> pendingTasks(List<HistoryEvent> events) {
    return events.stream().filter(event -> is(event, "saw.tasks")).reduce((first, second) -> second)
        .filter(last -> !detail(last, "pending").isBlank())
        .map(last -> new Finding("tasks have not ended: " + detail(last, "pending"), last))
        .stream().toList();
  }

  private static List<Finding> orphanedDisks(List<HistoryEvent> events) {
    return more(events, "saw.disks", "orphaned", "disks belong to no VM");
  }

  private static List<Finding> leftBehind(List<HistoryEvent> events) {
    return more(events, "saw.vms", "names", "VMs are left behind");
  }

  private static List<Finding> more(List<HistoryEvent> events, String kind, String detail, String what) {
    return events.stream().filter(event -> isAtEnd(event, kind)).flatMap(end -> {
      var before = StressEvents.atBegin(events, end).map(begin -> words(begin, detail)).orElse(List.of());
      var added = words(end, detail).stream().filter(word -> !before.contains(word)).toList();
      return added.isEmpty() ? java.util.stream.Stream.<Finding>empty() : java.util.stream.Stream.of(new Finding(what + ": " + String.join(" ", added), end));
    }).toList();
  }

  private static List<Finding> memoryAccounted(List<HistoryEvent> events) {
    return lost(events, "free-memory-mib", "the hypervisor", List.of());
  }

  /** A control domain that was started again has nothing to do with what it used before. */
  private static List<Finding> leaks(List<HistoryEvent> events) {
    var killed = events.stream().filter(event -> is(event, "strike") && detail(event, "kills-guests").equals("true")).map(HistoryEvent::subject).toList();
    return lost(events, "dom0-free-mib", "the control domain", killed);
  }

  private static List<Finding> spaceLost(List<HistoryEvent> events) {
    return events.stream().filter(event -> isAtEnd(event, "saw.storage")).flatMap(end -> StressEvents.atBegin(events, end).stream()
        .map(begin -> Double.parseDouble(detail(end, "used-mib")) - Double.parseDouble(detail(begin, "used-mib")))
        .filter(more -> more > NOISE_MIB)
        .map(more -> new Finding(String.format(java.util.Locale.ROOT, "the storage uses %.0f MiB more than before, with all guests gone", more), end)))
        .toList();
  }

  private static List<Finding> lost(List<HistoryEvent> events, String gauge, String whose, List<String> spared) {
    var findings = new ArrayList<Finding>();
    var before = new LinkedHashMap<String, Double>();
    for (var event : events) {
      if (is(event, "saw.resources") && !spared.contains(event.subject())) {
        double now = Double.parseDouble(detail(event, gauge));
        double lost = before.getOrDefault(event.subject(), now) - now;
        before.putIfAbsent(event.subject(), now);
        if (lost > NOISE_MIB) {
          findings.add(new Finding(String.format(java.util.Locale.ROOT, "%s of %s has %.0f MiB less to give than before, with all guests away", whose, event.subject(), lost), event));
        }
      }
    }
    return findings;
  }
}
