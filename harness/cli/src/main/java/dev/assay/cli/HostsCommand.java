package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.ExitCode;
import dev.assay.inventory.HostFacts;
import dev.assay.inventory.HostState;
import dev.assay.inventory.need.Attribute;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "hosts",
    description = "Show the hosts of the lab, and look after them.",
    subcommands = {HostPlanCommand.class, HostBlameCommand.class, HostCheckCommand.class, HostDiscoverCommand.class, HostPowerCommand.class, HostConsoleCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay hosts ls --where \"class == 'perf-a' and memory >= 256GiB and not label 'flaky-nic'\"",
      "  assay hosts broken ams-h03 --why 'fan 2 stands still' --ticket LAB-77",
      "  assay hosts close ams-h03 --from 2026-12-01T08:00 --until 2026-12-01T12:00 --why 'new disks'",
      "  assay hosts plan"
    })
final class HostsCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(),
        "Say what of the hosts: ls or show, plan, attributes, check, blame, discover, power, console, broken, fixed, drain, close, reopen");
  }

  @Command(name = "ls", description = "List hosts with their states, leases, and what was last installed on them.")
  int list(@Option(names = "--where", paramLabel = "CONSTRAINT", defaultValue = "",
      description = "Only hosts that satisfy this; 'assay hosts attributes' lists what it can speak of.") String where) {
    return HostWork.list(root, where);
  }

  @Command(name = "show", description = "Show everything known of one host, and its history.")
  int show(@Parameters(paramLabel = "HOST", description = "Its name.") String name) {
    return HostWork.show(root, name);
  }

  @Command(name = "attributes", description = "List what constraints can speak of, with what the lab's hosts have of it.")
  int attributes() {
    var lab = root.workspace().lab();
    var vocabulary = HostFacts.vocabulary(lab);
    var rows = new Rows("attribute", "type", "meaning", "in this lab");
    for (var attribute : Attribute.values()) {
      rows.add(attribute.word(), attribute.type().name().toLowerCase(java.util.Locale.ROOT), attribute.meaning(), List.copyOf(vocabulary.of(attribute)));
    }
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  @Command(name = "broken", description = "Quarantine hosts: nothing is granted there until 'assay hosts fixed'.")
  int broken(@Parameters(arity = "1..*", paramLabel = "HOST") List<String> hosts, @Mixin ReasonOptions reason) {
    return HostWork.move(root, hosts, HostState.QUARANTINED, reason);
  }

  @Command(name = "fixed", description = "Say that hosts are mended: they are granted again.")
  int fixed(@Parameters(arity = "1..*", paramLabel = "HOST") List<String> hosts, @Mixin ReasonOptions reason) {
    return HostWork.move(root, hosts, HostState.READY, reason);
  }

  @Command(name = "drain", description = "Take hosts into maintenance: present leases stay, nothing new is granted.")
  int drain(@Parameters(arity = "1..*", paramLabel = "HOST") List<String> hosts, @Mixin ReasonOptions reason) {
    return HostWork.move(root, hosts, HostState.MAINTENANCE, reason);
  }

  @Command(name = "close", description = "Announce hours in which hosts are kept out of use; what is planned keeps clear of them.")
  int close(
      @Parameters(arity = "1..*", paramLabel = "HOST") List<String> hosts,
      @Option(names = "--from", paramLabel = "TIME", required = true, description = Moments.HELP) String from,
      @Option(names = "--until", paramLabel = "TIME", required = true, description = Moments.HELP) String until,
      @Mixin ReasonOptions reason) {
    return HostWork.close(root, hosts, from, until, reason);
  }

  @Command(name = "reopen", description = "Take back all closures of hosts that are to come or under way.")
  int reopen(@Parameters(arity = "1..*", paramLabel = "HOST") List<String> hosts, @Option(names = "--dry-run") boolean dryRun) {
    return HostWork.reopen(root, hosts, dryRun);
  }

  /** Why something is done, for which ticket. */
  static final class ReasonOptions {
    @Option(names = {"--why", "-m"}, paramLabel = "TEXT", required = true, description = "Why; it is shown to whoever asks.")
    String why = "";

    @Option(names = "--ticket", paramLabel = "TICKET", defaultValue = "", description = "The ticket that tracks it.")
    String ticket = "";

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;
  }
}
