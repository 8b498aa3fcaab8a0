package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.serve.ImportControls;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "import", description = "Store results of another tool as a run: JUnit XML, or KPI readings as JSON.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay import target/surefire-reports/TEST-storage.xml --suite storage --build 8.4.0-2231",
      "  assay import readings.json --suite fio --build 8.4.0-2231     a list of {kpi, unit, better, value}"
    })
final class ImportCommand implements Callable<Integer> {

  private static final long MOST_BYTES = 256L << 20;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "FILE", description = "A file that ends in .xml (JUnit), .json or .jsonl (readings).")
  Path file = Path.of("");

  @Option(names = "--suite", required = true, paramLabel = "NAME", description = "The suite that it is a run of.")
  String suite = "";

  @Option(names = "--build", required = true, paramLabel = "BUILD", description = "The build that was tested.")
  String build = "";

  @Option(names = "--product", defaultValue = ImportWork.PRODUCT, paramLabel = "NAME", description = "What the build is of, where the lab file does not know it (default: ${DEFAULT-VALUE}).")
  String product = "";

  @Option(names = "--version", paramLabel = "VERSION", description = "The build's version, where the lab file does not know it (default: what stands before the dash of its name).")
  @Nullable String version;

  @Option(names = "--dry-run", description = "Read it and tell what is in it; store nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var server = ServerClient.configured(root);
    Printer.print(Answer.of(server.isPresent() ? send(server.get()) : work().carry(root.workspace(), bytes(MOST_BYTES), dryRun)), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private ImportWork work() {
    return new ImportWork(file.toString(), suite, build, product, Optional.ofNullable(version), System.getProperty("user.name"));
  }

  /** Have a server read and store it: its lab file knows the builds. */
  private Rows send(ServerClient server) {
    var asked = new LinkedHashMap<String, String>();
    asked.put("name", file.toString());
    asked.put("suite", suite);
    asked.put("build", build);
    asked.put("product", product);
    Optional.ofNullable(version).ifPresent(text -> asked.put("version", text));
    asked.put("dryRun", dryRun ? "yes" : "no");
    var stored = server.upload("imports", asked, bytes(ImportControls.MOST_BYTES));
    return new Rows("run", "suite", "build", "cases", "attempts", "readings").add(stored.path("run").asString(), suite, build,
        stored.path("cases").asInt(), stored.path("attempts").asInt(), stored.path("readings").asInt());
  }

  private byte[] bytes(long most) {
    try {
      if (Files.size(file) > most) {
        throw new AssayException.Usage("importing " + file + ": it is larger than " + (most >> 20) + " MiB; import it in parts");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssayException.Usage("importing " + file + ": " + FileTrouble.of(e));
    }
  }
}
