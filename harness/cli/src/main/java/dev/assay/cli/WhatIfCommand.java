package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.performance.HostSettings;
import dev.assay.simulator.performance.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "what-if", description = "Run the experiments that calibrate the performance model on a host that is changed, beside the same on one as published, and say which "
    + "resource bounds each.",
    footerHeading = "%nSettings: dom0-vcpus=N, dom0-memory=SIZE, cpus=N, processor=TIMES, disk=TIMES, nic=GBPS (10 as published), read-cache=on|off.%n%nExamples:%n",
    footer = {"  assay lab what-if                                       what bounds each experiment as it is", "  assay lab what-if boot-storm --set dom0-vcpus=8",
        "  assay lab what-if --release 7.0 --set read-cache=off --set disk=0.25", "  assay lab what-if migration --set nic=1"})
final class WhatIfCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Parameters(arity = "0..*", paramLabel = "EXPERIMENT", description = "boot-storm, boot-alone, density, start, list-in-storm, disk-read, disk-write, network, migration (default: all).")
  List<String> experiments = new ArrayList<>();

  @Option(names = "--release", paramLabel = "RELEASE", defaultValue = "6.5", description = "The product's release (default: ${DEFAULT-VALUE}).")
  String release = "6.5";

  @Option(names = "--set", paramLabel = "NAME=VALUE", description = "What is changed of the host; may be given again.")
  List<String> changes = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "The seed (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public Integer call() {
    Generations.named(release);
    var changed = changed();
    var rows = changes.isEmpty()
        ? new Rows("experiment", "release", "unit", "as published", "bound by")
        : new Rows("experiment", "release", "unit", "as published", "changed", "change percent", "was bound by", "is bound by");
    for (var experiment : experiments.isEmpty() ? WhatIf.EXPERIMENTS : experiments) {
      var before = WhatIf.run(experiment, release, HostSettings.PUBLISHED, seed);
      if (changes.isEmpty()) {
        rows.add(experiment, release, before.unit(), rounded(before.value()), before.bound());
      } else {
        var after = WhatIf.run(experiment, release, changed, seed);
        rows.add(experiment, release, before.unit(), rounded(before.value()), rounded(after.value()),
            Math.round(1000 * (after.value() / before.value() - 1)) / 10.0, before.bound(), after.bound());
      }
    }
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }

  private HostSettings changed() {
    var settings = HostSettings.PUBLISHED;
    for (var change : changes) {
      int equals = change.indexOf('=');
      if (equals < 1) {
        throw new AssayException.Usage("reading --set " + change + ": write NAME=VALUE; there are " + String.join(", ", HostSettings.NAMES));
      }
      settings = settings.with(change.substring(0, equals), change.substring(equals + 1));
    }
    return settings;
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }
}
