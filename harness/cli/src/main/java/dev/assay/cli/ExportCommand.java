package dev.assay.cli;

import dev.assay.cli.run.ReportStep;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.site.Format;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "export", description = "Write one form of a run's results to standard output, for a pipe.",
    footerHeading = "%nExamples:%n", footer = {"  assay export R-1 --as junit > junit.xml", "  assay export R-1 --as jsonl | jq .value"})
final class ExportCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  @Option(names = "--as", paramLabel = "FORMAT", defaultValue = "csv", converter = ReportFormats.class, completionCandidates = ReportFormats.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Format format = Format.SAMPLES_CSV;

  @Override
  public Integer call() throws IOException {
    if (ServerReports.FOLDERS.contains(format)) {
      throw new AssayException.Usage("exporting as " + format.label() + ": that is a folder, which no pipe takes; write it with: assay report --format " + format.label() + " --to FOLDER");
    }
    var folder = Files.createTempDirectory("assay-export");
    try {
      for (var path : written(folder)) {
        root.terminal().copy(path);
      }
      System.out.flush();
    } finally {
      Output.delete(folder);
    }
    return ExitCode.OK.number();
  }

  private List<Path> written(Path folder) {
    var server = ServerReports.configured(root);
    if (server.isPresent()) {
      return List.of(server.get().fetch(ServerReports.named(run), format, folder));
    }
    try (var services = Services.open(root.workspace())) {
      return new ReportStep(services).write(ChosenRun.of(services.runs(), run).id(), folder, Optional.empty(), Set.of(format));
    }
  }
}
