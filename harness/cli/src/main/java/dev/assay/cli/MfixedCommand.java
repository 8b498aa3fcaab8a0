package dev.assay.cli;

import dev.assay.inventory.HostState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "mfixed", description = "XenRT's name for 'hosts fixed'.")
final class MfixedCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "Their names.")
  List<String> hosts = List.of();

  @Mixin
  HostsCommand.ReasonOptions reason = new HostsCommand.ReasonOptions();

  @Override
  public Integer call() {
    return HostWork.move(root, hosts, HostState.READY, reason);
  }
}
