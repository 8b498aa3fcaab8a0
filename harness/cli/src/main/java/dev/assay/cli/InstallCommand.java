package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.drivers.install.InstallTarget;
import dev.assay.drivers.install.Installer;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.testkit.lab.FencedAccess;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.RemoteAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "install",
    description = "Install a build on hosts that you have, side by side, and leave them to you running it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay borrow ams-h03 ams-h04 --for 2d --why LAB-7",
      "  assay install 8.4.0-2231 ams-h03 ams-h04",
      "  assay install 8.4.0-2231 L-318 --anew              whatever the hosts of the lease run now"
    })
final class InstallCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(index = "0", paramLabel = "BUILD", description = "The build, as 'assay lab builds' lists it.")
  String build = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "LEASE|HOST", description = "Such as L-7, for all hosts of it, or ams-h03.")
  List<String> names = List.of();

  @Option(names = "--anew", description = "Install it also where it runs already, so that nothing remains of what the host held.")
  boolean anew;

  @Option(names = "--dry-run", description = "Say what would be installed where, and do nothing.")
  boolean dryRun;

  /** How it went on one host. */
  private record Done(HostId host, Lease lease, String what, String took, String wrong) {}

  @Override
  public Integer call() {
    var lab = HeldHost.reachable(root, "installing hosts");
    var wanted = lab.build(BuildId.of(build)).orElseThrow(() -> new AssayException.Nothing(
        "installing " + build + ": lab " + lab.name() + " has no such build; see: assay lab builds"));
    try (var services = Services.open(root.workspace())) {
      var synced = services.synced(lab);
      var held = held(services, synced);
      var done = dryRun
          ? held.entrySet().stream().map(entry -> new Done(entry.getKey(), entry.getValue(), "would be installed", "", "")).toList()
          : install(services, synced, wanted, held);
      var rows = new Rows("host", "build", "what", "took", "address", "lease", "until", "wrong");
      done.forEach(line -> rows.add(line.host().value(), build, line.what(), line.took(), address(synced, line.host()), line.lease().id().value(), Texts.minute(line.lease().expires()), line.wrong()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      boolean well = done.stream().allMatch(line -> line.wrong().isEmpty());
      root.terminal().progress(dryRun ? "nothing was done" : well ? "next: assay extend " + names.getFirst() + " --for 4h | assay return " + names.getFirst() : "next: assay hosts console HOST | assay hosts broken HOST --why TEXT");
      return (well ? ExitCode.OK : ExitCode.LAB_FAILURE).number();
    }
  }

  private static String address(Lab lab, HostId host) {
    return lab.host(host).map(Lab.Host::address).orElse("");
  }

  /** Find the leases by which the hosts are this person's; a run's hosts are its controller's, whoever began it. */
  private SequencedMap<HostId, Lease> held(Services services, Lab lab) {
    var held = new LinkedHashMap<HostId, Lease>();
    for (var name : names) {
      if (!name.matches("L-\\d{1,18}")) {
        HostWork.named(services, lab, name);
      }
      var lease = services.leases().live().stream().filter(live -> live.id().value().equals(name) || live.tokens().containsKey(HostId.of(name))).findFirst();
      var mine = lease.filter(live -> live.claimant().owner().equals(HostWork.user()) && live.terms().standing()).orElseThrow(() -> new AssayException.Usage(
          "installing " + build + " on " + name + ": " + lease.map(InstallCommand::whose).orElse("nobody has it") + "; to have hosts: assay borrow HOST --why TEXT"));
      (mine.id().value().equals(name) ? List.copyOf(mine.tokens().keySet()) : List.of(HostId.of(name))).forEach(host -> held.put(host, mine));
    }
    return held;
  }

  private static String whose(Lease lease) {
    return lease.id() + " is of " + lease.claimant().owner() + (lease.terms().standing() ? "" : ", for a run");
  }

  private List<Done> install(Services services, Lab lab, Build wanted, SequencedMap<HostId, Lease> held) {
    try (LabAccess access = RemoteAccess.open(lab, System.getenv(), services.inventory())) {
      var forks = new ArrayList<Time.Fork<Done>>();
      held.forEach((host, lease) -> forks.add(access.time().fork("install " + host, () -> install(services, new FencedAccess(access, services.leases(), lease), host, lease, wanted))));
      return all(forks);
    }
  }

  /** Wait for all; whoever ends the waiting, as a server's 'cancel' does, ends what is waited for. */
  private List<Done> all(List<Time.Fork<Done>> forks) {
    try {
      return forks.stream().map(Time.Fork::join).toList();
    } catch (AssayException.Cancelled ended) {
      forks.forEach(Time.Fork::cancel);
      throw new AssayException.Cancelled("installing " + build + " on " + String.join(" ", names) + ": ended before it was done; what was begun is no whole system: install it again, or give the hosts back with: assay return " + names.getFirst());
    }
  }

  private Done install(Services services, FencedAccess access, HostId host, Lease lease, Build wanted) {
    try {
      var token = Optional.ofNullable(lease.tokens().get(host)).orElseThrow();
      services.leases().installing(host, token);
      var machine = access.machine(host);
      var roles = new Installer.Machine(machine.power(), machine::shell, Optional.of(machine.xapi()), access.networkBoot(), machine::console, access.hostKeys(host));
      var installer = new Installer(roles, Installer.Limits.USUAL, access.time(), said());
      var target = InstallTarget.of(host, access.rootPassword(host)).byUefi(access.lab().host(host).filter(Lab.Host::uefi).isPresent());
      var how = anew ? installer.reinstall(target, wanted) : installer.bring(target, wanted);
      services.leases().installed(host, token, wanted.id());
      return new Done(host, lease, how.tries() == 0 ? "ran it already" : "installed", Texts.brief(how.took()), "");
    } catch (AssayException wrong) {
      return new Done(host, lease, "failed", "", Terminal.printable(String.valueOf(wrong.getMessage())));
    }
  }

  private History said() {
    return (kind, subject, details) -> {
      var number = details.getOrDefault("try", "1");
      switch (kind) {
        case "install.started" -> root.terminal().progress(subject + "  boots the installer of " + build + (number.equals("1") ? "" : ", try " + number));
        case "install.booted" -> root.terminal().progress(subject + "  is being installed");
        case "install.completed" -> root.terminal().progress(subject + "  runs " + build);
        case "install.failed" -> root.terminal().progress(subject + "  failed: " + Terminal.printable(details.getOrDefault("seen", "")));
        default -> {}
      }
    };
  }
}
