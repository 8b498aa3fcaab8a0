package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.inventory.Secret;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.RemoteAccess;
import dev.assay.xapi.Transport;
import dev.assay.xapi.client.XapiClient;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "discover",
    description = "Ask hosts' toolstacks what the hosts have, and tell where the lab file says otherwise.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay hosts discover --all",
      "  assay hosts discover ams-h03 --write found.yaml      the entry as it should be",
      "  assay hosts discover new-h01 --at https://10.0.0.9 --password env:ROOT --certificate FINGERPRINT --site ams --write found.yaml"
    })
final class HostDiscoverCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Parameters(arity = "0..*", paramLabel = "HOST", description = "Their names.")
  List<String> names = List.of();

  @Option(names = "--all", description = "All hosts of the lab file.")
  boolean all;

  @Option(names = "--write", paramLabel = "FILE", description = "Write the entries as they should be, as a part of a lab file; '-' is not taken, the answer goes there.")
  @Nullable Path write;

  @Option(names = "--at", paramLabel = "URL", description = "In place of the lab file's address: https://host[:port] of one host that it does not declare yet.")
  @Nullable URI at;

  @Option(names = "--user", paramLabel = "NAME", defaultValue = "root", description = "With --at: the account (default: ${DEFAULT-VALUE}).")
  String user = "root";

  @Option(names = "--password", paramLabel = "SECRET", description = "With --at: where its password is, as env:NAME or file:/path.")
  @Nullable String password;

  @Option(names = "--certificate", paramLabel = "SHA256", description = "With --at: the fingerprint of its certificate (default: the system's authorities decide).")
  @Nullable String certificate;

  @Option(names = "--site", paramLabel = "SITE", defaultValue = "new", description = "With --at: the site it is written under (default: ${DEFAULT-VALUE}).")
  String site = "new";

  private final Rows rows = new Rows("host", "what", "declared", "found", "verdict");
  private final SequencedMap<String, SequencedMap<String, SequencedMap<String, Object>>> entries = new LinkedHashMap<>();
  private boolean drift;

  @Override
  public Integer call() {
    var root = hosts.root;
    requireSense();
    if (at != null) {
      discoverNew(root.workspace().lab(), names.getFirst(), at);
    } else {
      discoverDeclared(root, HeldHost.reachable(root, "asking hosts"));
    }
    if (write != null && !entries.isEmpty()) {
      LabFile.writeFragment(entries, write);
      root.terminal().progress("wrote " + write + "; what it says belongs under 'sites' of the lab file");
    }
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return (drift ? ExitCode.LAB_FAILURE : ExitCode.OK).number();
  }

  private void requireSense() {
    if (at == null && names.isEmpty() != all) {
      throw new AssayException.Usage("asking hosts: name some, or say --all");
    }
    if (at != null && (names.size() != 1 || all || password == null || !"https".equals(at.getScheme()) || at.getHost() == null)) {
      throw new AssayException.Usage("asking a host that is not declared: it takes one name for it, --at https://host[:port] and --password env:NAME or file:/path");
    }
  }

  private void discoverDeclared(AssayCommand root, Lab lab) {
    try (var services = Services.open(root.workspace()); var access = RemoteAccess.toLook(services.synced(lab), System.getenv(), services.inventory())) {
      var statuses = all ? services.leases().hosts(lab.name()) : names.stream().map(name -> HostWork.named(services, lab, name)).toList();
      statuses.forEach(status -> discover(access, status));
    }
  }

  /** A host that does not answer is told, and the others are asked all the same. */
  private void discover(LabAccess access, HostStatus status) {
    var host = status.host();
    try {
      var found = access.run("discover " + host.id(), () -> ask(access.machine(host.id()).xapi(), host.access().user(), access.rootPassword(host.id()),
          host.id(), host.address(), access.lab()));
      var record = status.lastGoodInstall().isEmpty() ? "" : access.lab().build(BuildId.of(status.lastGoodInstall())).map(build -> build.version().toString()).orElse("");
      tell(host.id(), found.against(host, record), "same");
      entries.computeIfAbsent(status.site(), _ -> new LinkedHashMap<>()).put(host.id().value(), found.entry(host));
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      rows.add(host.id().value(), "toolstack", "answers", String.valueOf(e.getMessage()), "SILENT");
      drift = true;
    }
  }

  private void discoverNew(Lab lab, String name, URI address) {
    var secret = new Secret(String.valueOf(password));
    var trust = certificate == null ? new TlsTrust.BySystem() : TlsTrust.pinned(certificate);
    try (var transport = new HttpTransport(address, trust, ApiTable.load(), HttpLimits.standard())) {
      var host = HostId.of(name);
      var found = ask(transport, user, secret.reveal(System.getenv()), host, address.getHost(), lab);
      tell(host, found.alone(), "found");
      var entry = found.facts();
      var access = new LinkedHashMap<String, Object>();
      access.put("user", user);
      access.put("password", secret.reference());
      access.put("xapi", address.toString());
      if (certificate != null) {
        access.put("certificate", certificate);
      }
      entry.put("access", access);
      var hostsOfSite = new LinkedHashMap<String, SequencedMap<String, Object>>();
      hostsOfSite.put(name, entry);
      entries.put(site, hostsOfSite);
    }
  }

  private static HostDiscovery ask(Transport transport, String user, String password, HostId name, String address, Lab lab) {
    try (var session = XapiClient.of(ApiTable.load(), SystemTime.real()).login(transport, user, password)) {
      return HostDiscovery.ask(session, name, address, lab.exports());
    } catch (AssayException.Product e) {
      throw new AssayException.Lab("asking host " + name + " as " + user + ": its toolstack refuses: " + e.getMessage() + "; look at the account and where its password is read from", e);
    }
  }

  private void tell(HostId host, List<HostDiscovery.Line> lines, String agreed) {
    lines.forEach(line -> rows.add(host.value(), line.what(), line.declared(), line.found(), line.drift() ? "DRIFT" : agreed));
    drift |= lines.stream().anyMatch(HostDiscovery.Line::drift);
  }
}
