package dev.assay.cli;

import dev.assay.analysis.gate.Waiver;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.GateStep;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.judge.ledger.AuditTrail;
import dev.assay.judge.ledger.KeptWaiver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "gate", description = "Decide whether a build may be promoted, from what is stored about it.")
final class GateCommand implements Runnable {

  private static final String DEFAULT_POLICY = "bvt";
  private static final int HISTORY = 50;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  private final Time time = SystemTime.real();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the gate: check, explain, waive, waivers, unwaive, history or audit");
  }

  @Command(name = "check", description = "Say GO, NO-GO or PENDING, with the evidence of each criterion.")
  int check(
      @Parameters(arity = "0..1", paramLabel = "BUILD", description = "The build (default: that of the latest run).") @Nullable String build,
      @Option(names = "--baseline", paramLabel = "BUILD",
          description = "The build against which failures are new (default: the policy's, else the one it last said GO to).") @Nullable String baseline,
      @Mixin GateOptions options) {
    return decide(build, baseline, options, false);
  }

  @Command(name = "explain", description = "Say also what would make it GO, and at least how many cases that takes.")
  int explain(
      @Parameters(arity = "0..1", paramLabel = "BUILD", description = "The build (default: that of the latest run).") @Nullable String build,
      @Option(names = "--baseline", paramLabel = "BUILD",
          description = "The build against which failures are new (default: the policy's, else the one it last said GO to).") @Nullable String baseline,
      @Mixin GateOptions options) {
    return decide(build, baseline, options, true);
  }

  private int decide(@Nullable String build, @Nullable String baseline, GateOptions options, boolean explain) {
    var workspace = root.workspace();
    workspace.policy(options.policyFor(DEFAULT_POLICY));
    try (var services = Services.open(workspace)) {
      var asked = Optional.ofNullable(build).map(BuildId::of)
          .or(() -> services.runs().latest(1).stream().map(run -> run.header().build().id()).findFirst())
          .orElseThrow(() -> new AssayException.Nothing("deciding about a build: no run is stored yet; to begin: assay run bvt"));
      if (services.runs().ofBuild(asked.value(), Optional.empty()).isEmpty()) {
        throw new AssayException.Nothing("deciding about build " + asked + ": no run of it is stored; to begin: assay run bvt --build " + asked);
      }
      var gate = GateStep.of(services, options.policyFor(DEFAULT_POLICY));
      var against = Optional.ofNullable(baseline).map(BuildId::of);
      var decision = explain ? gate.consider(asked, against) : gate.decide(asked, against);
      Printer.print(GateText.answer(decision, options.policyFor(DEFAULT_POLICY), gate.digest(), explain), root.format, root.terminal());
      return explain ? ExitCode.OK.number() : GateText.exitCode(decision).number();
    }
  }

  @Command(name = "waive", description = "Excuse a failed criterion, or one case, KPI or defect in its way, for a while.",
      footerHeading = "%n",
      footer = {
        "A waiver excuses a failure that was seen, never evidence that is missing. Once expired, it blocks.",
        "",
        "Example:",
        "  assay gate waive nightly-new-failures --subject 'nightly/high-availability/watched-pool-is-not-taken-apart[nfs]' \\",
        "    --build 8.4.0-2231 --policy rc --owner kim --reason 'BIOS 2.4 breaks fencing' --ticket LAB-77 --until 14d"
      })
  int waive(
      @Parameters(paramLabel = "CRITERION", description = "The id of the criterion, as 'assay gate check' shows it.") String criterion,
      @Option(names = {"--subject", "--case", "--kpi"}, paramLabel = "NAME", description = "Only this case, KPI or defect.") @Nullable String subject,
      @Option(names = "--build", paramLabel = "BUILD", description = "Only for this build.") @Nullable String build,
      @Option(names = "--any-build", description = "For whatever build; say this or --build.") boolean anyBuild,
      @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who answers for it.") String owner,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it may be excused.") String reason,
      @Option(names = "--ticket", required = true, paramLabel = "KEY", description = "Where the repair is followed.") String ticket,
      @Option(names = "--until", required = true, paramLabel = "WHEN", description = "Last day (2026-12-05) or span (14d).") String until,
      @Option(names = "--dry-run", description = "Check it, and write nothing.") boolean dryRun,
      @Mixin GateOptions options) {
    if ((build == null) != anyBuild) {
      throw new AssayException.Usage("waiving " + criterion + ": say for which build with --build, or --any-build");
    }
    if (owner.isBlank() || reason.isBlank() || ticket.isBlank()) {
      throw new AssayException.Usage("waiving " + criterion + ": owner, reason and ticket may not be blank");
    }
    var expires = Until.parse(until, time.now());
    try (var services = Services.open(root.workspace())) {
      var policy = GateStep.of(services, options.policyFor(DEFAULT_POLICY)).policy();
      var ids = policy.criteria().stream().map(known -> known.id()).toList();
      if (!ids.contains(criterion)) {
        throw new AssayException.Usage("waiving '" + criterion + "': policy " + policy.name() + " has no such criterion; it has " + String.join(", ", ids));
      }
      var waiver = new Waiver(
          criterion, Optional.ofNullable(subject), Optional.ofNullable(build).map(BuildId::of).map(BuildId::value), owner.strip(), reason.strip(), ticket.strip(),
          expires);
      if (dryRun) {
        root.terminal().progress("would waive " + criterion + " of " + policy.name() + " until " + expires);
        return ExitCode.OK.number();
      }
      print(List.of(services.waivers().add(policy.name(), waiver, user())));
      return ExitCode.OK.number();
    }
  }

  @Command(name = "waivers", description = "List the waivers that hold, and those that have expired.")
  int waivers(@Option(names = "--all", description = "Also those that were taken back.") boolean all) {
    try (var services = Services.open(root.workspace())) {
      print(services.waivers().all().stream().filter(kept -> all || kept.withdrawn().isEmpty()).toList());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "unwaive", description = "Take a waiver back.")
  int unwaive(
      @Parameters(paramLabel = "WAIVER", description = "Its name, such as W-3.") String name,
      @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.") String reason) {
    try (var services = Services.open(root.workspace())) {
      print(List.of(services.waivers().withdraw(number(name), user(), reason)));
      return ExitCode.OK.number();
    }
  }

  @Command(name = "history", description = "List the latest decisions: what was decided by which policy, when and by whom.")
  int history(@Parameters(arity = "0..1", paramLabel = "BUILD", description = "Only of this build.") @Nullable String build) {
    try (var services = Services.open(root.workspace())) {
      var rows = new Rows("decided", "answer", "build", "baseline", "policy", "digest", "by");
      services.decisions().latest(Optional.ofNullable(build).map(BuildId::of), HISTORY).forEach(kept -> rows.add(
          kept.decided().toString(), kept.answer(), kept.build(), kept.baseline().orElse(""), kept.policy() + "@" + kept.version(), kept.digest(), kept.madeBy()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "audit", description = "List who decided, waived, linked, muted or bisected what, when and why, newest first.")
  int audit(
      @Parameters(arity = "0..1", paramLabel = "SUBJECT", description = "Only of this build, case, waiver (W-3), issue, signature (F-...) or bisection (B-1).") @Nullable String subject,
      @Option(names = {"-n", "--latest"}, paramLabel = "ROWS", defaultValue = "50", description = "So many rows (default: ${DEFAULT-VALUE}).") int rows) {
    if (rows < 1) {
      throw new AssayException.Usage("listing who did what: --latest is at least 1, not " + rows);
    }
    try (var services = Services.open(root.workspace())) {
      var told = new Rows("at", "who", "what", "subject", "why");
      AuditTrail.over(services.database()).latest(Optional.ofNullable(subject), rows).forEach(row -> told.add(row.at().toString(), row.who(), row.what(), row.subject(), row.why()));
      if (told.isEmpty()) {
        throw new AssayException.Nothing("listing who did what" + (subject == null ? "" : " to " + subject) + ": nothing is written down; all of it: assay gate audit");
      }
      Printer.print(Answer.of(told), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static long number(String name) {
    if (!name.toUpperCase(Locale.ROOT).matches("W-\\d{1,9}")) {
      throw new AssayException.Usage("reading the waiver '" + name + "': expected a name such as W-3; see: assay gate waivers");
    }
    return Long.parseLong(name.substring(2));
  }

  private static String user() {
    return Asker.name();
  }

  private void print(List<KeptWaiver> waivers) {
    var now = time.now();
    var rows = new Rows("waiver", "state", "policy", "criterion", "subject", "build", "owner", "until", "ticket", "reason");
    waivers.forEach(kept -> rows.add(
        kept.name(), kept.stateAt(now), kept.policy(), kept.waiver().criterion(), kept.waiver().subject().orElse(""), kept.waiver().build().orElse("any"),
        kept.waiver().owner(), kept.waiver().expires().toString(), kept.waiver().ticket(), kept.waiver().reason()));
    Printer.print(Answer.of(rows), root.format, root.terminal());
  }
}
