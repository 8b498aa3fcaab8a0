package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.core.lab.Power;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "power",
    description = "Ask or switch the power of a host that you have, through its management controller.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay borrow ams-h03 --why LAB-7",
      "  assay hosts power ams-h03 cycle",
      "  assay hosts power ams-h03 on --from network       boots from the network, this once"
    })
final class HostPowerCommand implements Callable<Integer> {

  /** What is done with the switch. */
  enum Action {
    STATUS,
    ON,
    OFF,
    CYCLE
  }

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Parameters(index = "0", paramLabel = "HOST", description = "Its name.")
  String name = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "ACTION", defaultValue = "status", description = "status, on, off or cycle (default: ${DEFAULT-VALUE}).")
  Action action = Action.STATUS;

  @Option(names = "--from", paramLabel = "DEVICE", defaultValue = "disk", description = "With on or cycle: boot from disk or network, this once (default: ${DEFAULT-VALUE}).")
  Power.BootDevice from = Power.BootDevice.DISK;

  @Option(names = "--dry-run", description = "Ask only, and switch nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var rows = HeldHost.with(hosts.root, "switching the power of " + name, name, machine -> {
      var before = machine.power().state();
      if (!dryRun) {
        act(machine.power());
      }
      return new Rows("host", "before", "after").add(name, word(before), word(dryRun || action == Action.STATUS ? before : machine.power().state()));
    });
    Printer.print(Answer.of(rows), hosts.root.format, hosts.root.terminal());
    return ExitCode.OK.number();
  }

  private void act(Power power) {
    if (action == Action.ON || action == Action.CYCLE) {
      power.bootNextFrom(from);
    }
    switch (action) {
      case ON -> power.set(Power.State.ON);
      case OFF -> power.set(Power.State.OFF);
      case CYCLE -> power.cycle();
      case STATUS -> {}
    }
  }

  private static String word(Power.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
