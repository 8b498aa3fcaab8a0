package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.inventory.Lab;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.RemoteAccess;
import dev.assay.xapi.client.XapiClient;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.HostMetricsFields;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import dev.assay.xapi.model.XapiRecord;
import dev.assay.xapi.table.ApiTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "discover", description = "Ask hosts' toolstacks what the hosts have, and tell where the lab file says otherwise.")
final class HostDiscoverCommand implements Callable<Integer> {

  /** The hypervisor and firmware keep some of what is built in. */
  private static final double MEMORY_SHARE = 0.05;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Their names.")
  List<String> names = List.of();

  @Override
  public Integer call() {
    var root = hosts.root;
    var lab = root.workspace().lab();
    if (lab.kind() == Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("asking hosts of lab " + lab.name() + ": they are simulated within each run; serve the lab (assay lab serve --write-lab served.yaml)"
          + " and name it with --lab served.yaml");
    }
    var rows = new Rows("host", "what", "declared", "found", "verdict");
    boolean drift = false;
    try (var services = Services.open(root.workspace()); var access = RemoteAccess.open(services.synced(lab), System.getenv())) {
      for (var name : names) {
        var host = HostWork.named(services, lab, name).host();
        drift |= access.run("discover " + name, () -> ask(access, host, rows));
      }
    }
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return (drift ? ExitCode.LAB_FAILURE : ExitCode.OK).number();
  }

  private static boolean ask(LabAccess access, Lab.Host host, Rows rows) {
    try (var session = XapiClient.of(ApiTable.load(), access.time()).login(access.machine(host.id()).xapi(), host.access().user(), access.rootPassword(host.id()))) {
      var found = session.all(HostRef.KIND).entrySet().stream().filter(entry -> isThis(host, entry.getValue())).findFirst()
          .orElseThrow(() -> new AssayException.Lab("asking host " + host.id() + ": its toolstack knows no host at " + host.address()));
      return compare(session, host, found.getKey(), found.getValue(), rows);
    }
  }

  private static boolean isThis(Lab.Host host, XapiRecord record) {
    return record.get(HostFields.ADDRESS).equals(host.address()) || List.of(record.get(HostFields.NAME_LABEL), record.get(HostFields.HOSTNAME)).contains(host.id().value());
  }

  private static boolean compare(XapiSession session, Lab.Host host, HostRef ref, XapiRecord record, Rows rows) {
    var cpu = record.get(HostFields.CPU_INFO);
    boolean drift = row(rows, host, "cpus", String.valueOf(host.cpus()), cpu.getOrDefault("cpu_count", ""), String.valueOf(host.cpus()).equals(cpu.get("cpu_count")));
    drift |= row(rows, host, "cpu vendor", host.cpuVendor(), cpu.getOrDefault("vendor", ""), host.cpuVendor().equals(cpu.get("vendor")));
    var memory = session.get(HostMetricsFields.MEMORY_TOTAL, record.get(HostFields.METRICS));
    double missing = 1 - memory.count() / (double) host.memory().count();
    drift |= row(rows, host, "memory", host.memory().toString(), memory.toString(), Math.abs(missing) <= MEMORY_SHARE);
    var cards = session.all(PifRef.KIND).values().stream().filter(card -> card.get(PifFields.HOST).equals(ref) && card.get(PifFields.PHYSICAL)).toList();
    drift |= row(rows, host, "nics", String.valueOf(host.nics()), String.valueOf(cards.size()), cards.size() == host.nics());
    var macs = cards.stream().map(card -> card.get(PifFields.MAC).toLowerCase(Locale.ROOT)).toList();
    drift |= row(rows, host, "mac", host.mac(), String.join(" ", macs), macs.contains(host.mac()));
    rows.add(host.id().value(), "version", "", record.get(HostFields.SOFTWARE_VERSION).getOrDefault("product_version", ""), "found");
    return drift;
  }

  /** Add a line; return whether it tells of drift. */
  private static boolean row(Rows rows, Lab.Host host, String what, String declared, String found, boolean same) {
    rows.add(host.id().value(), what, declared, found, same ? "same" : "DRIFT");
    return !same;
  }
}
