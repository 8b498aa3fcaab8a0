package dev.assay.cli;

import dev.assay.core.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(name = "completion", description = "Print a completion script for bash and zsh: source <(./assay completion)")
final class CompletionCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Override
  public Integer call() {
    root.terminal().line(AutoComplete.bash("assay", root.spec.commandLine()));
    return ExitCode.OK.number();
  }
}
