package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.inventory.LabFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "lab", description = "Check a lab file, list its builds, serve the simulated lab behind sockets, or show what it models and how well.",
    subcommands = {ServeLabCommand.class, CoverageCommand.class, CalibrateCommand.class, WhatIfCommand.class, BuildsCommand.class, DefectsCommand.class, FaultsCommand.class, XenLabCommand.class})
final class LabCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the lab: check, builds, defects, faults, serve, xen, coverage, calibrate or what-if");
  }

  @Command(name = "check", description = "Check a lab file and list every error in it, with its line and what was expected.")
  int check(@Parameters(arity = "0..1", paramLabel = "FILE", description = "The lab file (default: the one in use).") @Nullable Path file) {
    var path = file == null ? root.workspace().labFile() : file;
    var problems = LabFile.check(path);
    var rows = new Rows("problem");
    problems.forEach(problem -> rows.add(problem.toString()));
    if (!problems.isEmpty()) {
      Printer.print(new Answer(terminal -> problems.forEach(problem -> terminal.line(Terminal.printable(problem.toString()))), rows.asMaps(), rows), root.format, root.terminal());
      throw new AssayException.Usage(path + ": " + problems.size() + (problems.size() == 1 ? " error" : " errors"));
    }
    var lab = LabFile.read(path);
    var summary = new Rows("lab", "kind", "sites", "hosts", "exports", "builds", "default build")
        .add(lab.name(), lab.kind().name().toLowerCase(java.util.Locale.ROOT), lab.sites().size(), lab.hosts().size(), lab.exports().size(), lab.builds().size(), lab.defaultBuild().value());
    Printer.print(Answer.of(summary), root.format, root.terminal());
    return ExitCode.OK.number();
  }
}
