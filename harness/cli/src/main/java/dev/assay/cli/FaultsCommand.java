package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.cli.run.FaultText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "faults", description = "List what can be made to go wrong in a simulated lab with --with-fault.",
    footerHeading = "%nA fault is its name, where (site=, pool=, host=, sr=, vm=, lab), when (at=20m once, or every=2h at chance) and for=5m.%n%nExamples:%n",
    footer = {
      "  assay run bvt --with-fault power-loss,host=ams-h01,at=40m,for=5m",
      "  assay run bvt --with-fault api-error,host=ams-h01,code=SR_FULL,message=VDI.create,times=2,at=0s"
    })
final class FaultsCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Override
  public Integer call() {
    var rows = new Rows("fault", "takes", "what it does");
    FaultText.KINDS.forEach(kind -> rows.add(kind.name(), kind.takes(), kind.description()));
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }
}
