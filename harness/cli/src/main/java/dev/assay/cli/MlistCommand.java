package dev.assay.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "mlist", description = "XenRT's name for 'hosts ls'.")
final class MlistCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--where", paramLabel = "CONSTRAINT", defaultValue = "", description = "Only hosts that satisfy this.")
  String where = "";

  @Override
  public Integer call() {
    return HostWork.list(root, where);
  }
}
