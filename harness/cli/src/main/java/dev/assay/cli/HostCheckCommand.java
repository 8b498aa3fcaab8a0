package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.HostLook;
import dev.assay.config.Durations;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.inventory.health.Occasion;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.RemoteAccess;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "check",
    description = "Look at hosts: power, SSH, version, memory and disk errors, clock, leftovers. An unfit one becomes suspect, a suspect one that is fit ready.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay hosts check ams-h03 --times 20     prove a repair",
      "  assay hosts check --due 6h               for cron: those not looked at for so long, shared among all who look"
    })
final class HostCheckCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Parameters(arity = "0..*", paramLabel = "HOST", description = "Their names.")
  List<String> names = List.of();

  @Option(names = "--times", paramLabel = "N", defaultValue = "1", description = "Look so often, and stop at the first fault (default: ${DEFAULT-VALUE}).")
  int times = 1;

  @Option(names = "--due", paramLabel = "LENGTH", description = "In place of names: all whose last check is longer ago than this.")
  @Nullable String due;

  @Option(names = "--dry-run", description = "Look, and change no state.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (names.isEmpty() == (due == null) || times < 1) {
      throw new AssayException.Usage("checking hosts: name some, or say --due LENGTH, and --times at least 1");
    }
    var root = hosts.root;
    var lab = HeldHost.reachable(root, "checking hosts");
    try (var services = Services.open(root.workspace()); var access = RemoteAccess.toLook(services.synced(lab), System.getenv(), services.inventory())) {
      var rows = new Rows("host", "probe", "answer", "detail", "state");
      boolean fit = due == null ? checkNamed(services, lab, access, rows) : checkDue(services, lab, access, rows);
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return (fit ? ExitCode.OK : ExitCode.LAB_FAILURE).number();
    }
  }

  private boolean checkNamed(Services services, Lab lab, LabAccess access, Rows rows) {
    boolean fit = true;
    for (var name : names) {
      fit &= check(services, lab, access, HostWork.named(services, lab, name), rows);
    }
    return fit;
  }

  private boolean checkDue(Services services, Lab lab, LabAccess access, Rows rows) {
    boolean fit = true;
    var age = Durations.parse(String.valueOf(due));
    for (var next = services.inventory().nextDue(lab.name(), age); next.isPresent(); next = services.inventory().nextDue(lab.name(), age)) {
      fit &= check(services, lab, access, HostWork.named(services, lab, next.get().value()), rows);
    }
    return fit;
  }

  private boolean check(Services services, Lab lab, LabAccess access, HostStatus status, Rows rows) {
    var host = status.host().id();
    var look = new HostLook(access, status.lease().isPresent() ? Occasion.LEASED : Occasion.IDLE);
    var findings = look.at(List.of(status)).get(host);
    int round = 1;
    for (; round < times && HostLook.against(findings).isEmpty(); round++) {
      root().terminal().progress(host + "  " + round + " of " + times + " good");
      findings = look.at(List.of(status)).get(host);
    }
    if (times > 1) {
      root().terminal().progress(host + "  " + round + " of " + times + (HostLook.against(findings).isEmpty() ? " good" : " found a fault"));
    }
    var state = dryRun ? status.stored() : services.inventory().checked(host, findings, HostWork.user());
    findings.forEach(finding -> rows.add(host.value(), finding.probe(), finding.answer().name(), finding.detail(), state.toString()));
    return HostLook.against(findings).isEmpty();
  }

  private AssayCommand root() {
    return hosts.root;
  }
}
