package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "extend", description = "Let a person's lease end later; refused where a booking or a closure needs the hosts.")
final class ExtendCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "LEASE|HOST", description = "The lease, or a host that it has.")
  String what = "";

  @Option(names = "--for", paramLabel = "LENGTH", required = true, description = "How much longer than now agreed.")
  String length = "";

  @Option(names = "--dry-run", description = "Say until when it would last, and change nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var more = Moments.length("--for", length);
    var server = ServerLab.configured(root).filter(_ -> !dryRun);
    if (server.isPresent()) {
      return server.get().ask(List.of("holdings/" + what + "/extend"), Map.of("for", length));
    }
    try (var services = Services.open(root.workspace())) {
      services.syncedLab();
      var lease = ReleaseCommand.liveLease(services, what);
      if (!lease.terms().standing()) {
        throw new AssayException.Usage("extending lease " + lease.id() + " of " + lease.claimant().owner() + ": its controller keeps it alive as long as it runs");
      }
      var until = lease.expires().plus(more);
      services.inventory().refuseTooLong(lease, until);
      var extended = dryRun ? until : services.inventory().extend(lease, until).expires();
      var rows = new Rows("lease", "expires").add(lease.id().value(), extended.toString());
      Printer.print(new Answer(terminal -> terminal.line(lease.id() + "  until " + Texts.minute(extended)), rows.asMaps(), rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }
}
