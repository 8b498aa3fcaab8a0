package dev.assay.cli;

import dev.assay.cli.output.Printer;
import dev.assay.cli.run.GateStep;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
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

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the gate: check or explain");
  }

  @Command(name = "check", description = "Say GO, NO-GO or PENDING, with the evidence of each criterion.")
  int check(
      @Parameters(arity = "0..1", paramLabel = "BUILD", description = "The build (default: that of the latest run).") @Nullable String build,
      @Option(names = "--baseline", paramLabel = "BUILD", description = "The build against which failures are new.") @Nullable String baseline,
      @Mixin GateOptions options) {
    return decide(build, baseline, options, false);
  }

  @Command(name = "explain", description = "Say also what would make it GO, and at least how many cases that takes.")
  int explain(
      @Parameters(arity = "0..1", paramLabel = "BUILD", description = "The build (default: that of the latest run).") @Nullable String build,
      @Option(names = "--baseline", paramLabel = "BUILD", description = "The build against which failures are new.") @Nullable String baseline,
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
      var decision = GateStep.of(services, options.policyFor(DEFAULT_POLICY)).decide(asked, Optional.ofNullable(baseline).map(BuildId::of));
      Printer.print(GateText.answer(decision, explain), root.format, root.terminal());
      return explain ? ExitCode.OK.number() : GateText.exitCode(decision).number();
    }
  }
}
