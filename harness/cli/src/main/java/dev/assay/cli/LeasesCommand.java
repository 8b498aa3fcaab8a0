package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Texts;
import dev.assay.core.ExitCode;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "leases", description = "List who holds which hosts, and until when.")
final class LeasesCommand implements Callable<Integer> {

  private static final Duration SOON = Duration.ofHours(1);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Override
  public Integer call() {
    var server = ServerLab.configured(root);
    if (server.isPresent()) {
      return server.get().list("leases");
    }
    try (var services = Services.open(root.workspace())) {
      Printer.print(Answer.of(LabAnswers.of(services).leases()), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static Rows columns() {
    return new Rows("lease", "lab", "owner", "team", "purpose", "hosts", "with", "granted", "expires", "note", "controller");
  }

  static void add(Rows rows, Lab lab, Lease lease, Instant now) {
    rows.add(lease.id().value(), lease.claimant().lab(), lease.claimant().owner(), lease.terms().team(), lease.claimant().purpose(),
        lease.tokens().keySet().stream().map(Object::toString).toList(), resources(lab, lease),
        lease.granted().toString(), lease.expires().toString(), note(lease, now), lease.claimant().controller());
  }

  static List<String> resources(Lab lab, Lease lease) {
    return ReserveCommand.named(lab, lease.units());
  }

  /** Warn of what ends soon, with the command that helps. */
  private static String note(Lease lease, Instant now) {
    if (lease.notice().isPresent()) {
      var notice = lease.notice().get();
      return "evicted, ends in " + Texts.brief(Duration.between(now, notice.at())) + " " + notice.why();
    }
    var left = Duration.between(now, lease.expires());
    return lease.terms().standing() && left.compareTo(SOON) < 0 ? "ends in " + Texts.brief(left) + ": assay extend " + lease.id() + " --for 4h"
        : lease.terms().preemptable() ? "preemptable" : "";
  }
}
