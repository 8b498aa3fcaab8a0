package dev.assay.cli;

import dev.assay.core.HostId;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Constraint;
import dev.assay.inventory.need.Group;
import dev.assay.inventory.need.Request;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "borrow", description = "Reserve these very hosts for yourself; 'assay return' gives them back.")
final class BorrowCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Their names.")
  List<String> hosts = List.of();

  @Option(names = "--for", paramLabel = "LENGTH", defaultValue = "1d", description = "How long (default: ${DEFAULT-VALUE}).")
  String length = "1d";

  @Option(names = {"--why", "-m"}, paramLabel = "TEXT", required = true, description = "For what; it is shown to whoever waits for the hosts.")
  String why = "";

  @Option(names = "--ticket", paramLabel = "TICKET", defaultValue = "", description = "The ticket that it is for.")
  String ticket = "";

  @Option(names = "--now-or-never", description = "Leave no claim in the queue when the hosts are not to be had now.")
  boolean nowOrNever;

  @Option(names = "--dry-run", description = "Say what would be granted, or when, and reserve nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var names = hosts.stream().map(HostId::of).map(HostId::value).distinct().toList();
    if (ServerClient.configured(root).isEmpty()) {
      try (var services = Services.open(root.workspace())) {
        var lab = services.syncedLab();
        names.forEach(name -> HostWork.named(services, lab, name));
      }
    }
    var reserve = new ReserveCommand();
    reserve.root = root;
    reserve.length = length;
    reserve.why = why;
    reserve.ticket = ticket;
    reserve.nowOrNever = nowOrNever;
    reserve.dryRun = dryRun;
    var where = new Constraint.Word(Attribute.HOST, true, names);
    return reserve.reserve(new Request(List.of(new Group(names.size(), List.of(), List.of(), where, List.of())), List.of(), List.of(), false));
  }
}
