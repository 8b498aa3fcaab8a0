package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "leases", description = "List who holds which hosts, and until when.")
final class LeasesCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Override
  public Integer call() {
    try (var services = Services.open(root.workspace())) {
      var rows = new Rows("lease", "lab", "owner", "purpose", "hosts", "granted", "expires", "controller");
      services.leases().live().forEach(lease -> rows.add(
          lease.id().value(), lease.claimant().lab(), lease.claimant().owner(), lease.claimant().purpose(),
          lease.tokens().keySet().stream().map(Object::toString).toList(),
          lease.granted().toString(), lease.expires().toString(), lease.claimant().controller()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }
}
