package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.inventory.HostStatus;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "hosts", description = "Show the hosts of the lab.")
final class HostsCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the hosts: ls or show");
  }

  @Command(name = "ls", description = "List all hosts with their states, leases, and what was last installed on them.")
  int list() {
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var rows = new Rows("host", "site", "class", "state", "cpus", "memory", "lease", "last good install", "reason");
      for (var status : services.leases().hosts(lab.name())) {
        rows.add(status.host().id().value(), status.site(), status.host().hostClass(), state(status), status.host().cpus(),
            status.host().memory().toString(), lease(status), status.lastGoodInstall(), status.reason());
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "show", description = "Show everything known of one host.")
  int show(@Parameters(paramLabel = "HOST", description = "Its name.") String name) {
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var hosts = services.leases().hosts(lab.name());
      var status = hosts.stream().filter(candidate -> candidate.host().id().equals(HostId.of(name))).findFirst()
          .orElseThrow(() -> new AssayException.Nothing("looking for host '" + name + "' in lab " + lab.name() + ": there is none; it has "
              + String.join(", ", hosts.stream().map(host -> host.host().id().value()).toList())));
      Printer.print(details(status), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static Answer details(HostStatus status) {
    var host = status.host();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("host", host.id().value());
    facts.put("site", status.site());
    facts.put("class", host.hostClass());
    facts.put("state", state(status));
    facts.put("reason", status.reason());
    facts.put("lease", lease(status));
    facts.put("lastGoodInstall", status.lastGoodInstall());
    facts.put("cpus", host.cpus());
    facts.put("cpuVendor", host.cpuVendor());
    facts.put("memory", host.memory().toString());
    facts.put("disk", host.disk().toString());
    facts.put("nics", host.nics());
    facts.put("firmware", host.uefi() ? "UEFI" : "BIOS");
    facts.put("address", host.address());
    facts.put("mac", host.mac());
    facts.put("reaches", host.reaches());
    facts.put("generations", host.generations());
    facts.put("labels", host.labels());
    var rows = new Rows("fact", "value");
    facts.forEach(rows::add);
    return new Answer(terminal -> print(facts, terminal), facts, rows);
  }

  private static void print(LinkedHashMap<String, Object> facts, Terminal terminal) {
    facts.forEach((name, value) -> {
      var text = value instanceof List<?> list ? String.join(", ", list.stream().map(String::valueOf).toList()) : value.toString();
      if (!text.isBlank()) {
        terminal.line(String.format("%-16s %s", name, Terminal.printable(text)));
      }
    });
  }

  private static String state(HostStatus status) {
    return status.lease().isPresent() ? "leased" : status.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String lease(HostStatus status) {
    return status.lease().map(lease -> lease.id() + " " + lease.claimant().purpose() + " ->" + Texts.clock(lease.expires())).orElse("");
  }
}
