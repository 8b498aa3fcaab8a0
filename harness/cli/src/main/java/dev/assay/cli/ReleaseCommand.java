package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.inventory.Lease;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "release", aliases = "return", description = "Give back leases, by lease or host, or withdraw waiting claims.")
final class ReleaseCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "1..*", paramLabel = "LEASE|HOST|CLAIM", description = "Such as L-7, ams-h03 or C-12.")
  List<String> names = List.of();

  @Option(names = "--force", description = "Also what somebody else holds, or what a running controller keeps alive.")
  boolean force;

  @Option(names = "--dry-run", description = "Say what would be given back, and do nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var server = ServerLab.configured(root).filter(_ -> !dryRun);
    if (server.isPresent()) {
      return server.get().ask(names.stream().map(name -> "holdings/" + name + "/release").toList(), Map.of("force", force ? "true" : ""));
    }
    try (var services = Services.open(root.workspace())) {
      services.syncedLab();
      var rows = new Rows("name", "what", "hosts");
      for (var name : names) {
        if (name.matches("C-\\d{1,18}")) {
          withdraw(services, name, rows);
        } else {
          release(services, name, rows);
        }
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private void withdraw(Services services, String name, Rows rows) {
    var claim = services.inventory().claim(Long.parseLong(name.substring(2)))
        .orElseThrow(() -> new AssayException.Nothing("withdrawing claim " + name + ": there is none; see 'assay hosts plan'"));
    requireMine(name, claim.claimant().owner(), claim.application().standing());
    if (!dryRun) {
      services.leases().withdraw(claim);
    }
    rows.add(name, "claim withdrawn", List.of());
  }

  private void release(Services services, String name, Rows rows) {
    var lease = liveLease(services, name);
    requireMine(lease.id().value(), lease.claimant().owner(), lease.terms().standing());
    if (!dryRun) {
      services.leases().release(lease);
    }
    rows.add(lease.id().value(), "given back", lease.tokens().keySet().stream().map(Object::toString).toList());
  }

  private void requireMine(String name, String owner, boolean standing) {
    if (!force && (!owner.equals(HostWork.user()) || !standing)) {
      throw new AssayException.Usage("giving back " + name + ": it is of " + owner + (standing ? "" : ", whose run needs it until it ends") + "; with --force it is taken anyway");
    }
  }

  /** Find a live lease by its name, or by a host that it has. */
  static Lease liveLease(Services services, String name) {
    return services.leases().live().stream()
        .filter(lease -> lease.id().value().equals(name) || lease.tokens().containsKey(HostId.of(name))).findFirst()
        .orElseThrow(() -> new AssayException.Nothing("looking for lease '" + name + "': no live lease has this name, or a host of this name; see 'assay leases'"));
  }
}
