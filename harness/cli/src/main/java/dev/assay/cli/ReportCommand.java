package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.GateStep;
import dev.assay.cli.run.ReportStep;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.site.Format;
import dev.assay.site.notify.Webhook;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "report", description = "Write a run's reports again, from what is stored of it.")
final class ReportCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (default: the run's folder among the data).")
  @Nullable Path folder;

  @Option(names = "--format", paramLabel = "FORMAT", split = ",",
      description = "Only these: ${COMPLETION-CANDIDATES} (default: all); may be given again, or with commas.")
  List<Format> formats = List.of();

  @Option(names = "--webhook", paramLabel = "URL",
      description = "Send the run's summary there, too, signed with the secret in $ASSAY_WEBHOOK_SECRET (see docs/dashboard.md).")
  @Nullable URI webhook;

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      var decision = GateStep.of(services, gate.policyFor(record.header().suite().value())).decide(record.header().build().id(), Optional.empty());
      var target = folder == null ? services.workspace().reports(record.id()) : folder;
      var chosen = formats.isEmpty() ? EnumSet.allOf(Format.class) : EnumSet.copyOf(formats);
      var hook = Optional.ofNullable(webhook).map(address -> new Webhook(address, System.getenv().getOrDefault("ASSAY_WEBHOOK_SECRET", "")));
      var rows = new Rows("written");
      new ReportStep(services).write(record.id(), target, Optional.of(decision), chosen).forEach(path -> rows.add(path.toString()));
      hook.ifPresent(known -> known.send(new ReportStep(services).summary(record.id(), Optional.of(decision)), SystemTime.real().now()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }
}
