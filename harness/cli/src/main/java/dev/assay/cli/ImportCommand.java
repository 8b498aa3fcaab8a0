package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.FileTrouble;
import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.time.SystemTime;
import dev.assay.site.imports.Foreign;
import dev.assay.site.imports.Importing;
import dev.assay.site.imports.JUnitFile;
import dev.assay.site.imports.KpiFile;
import dev.assay.store.RunHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
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

  @Option(names = "--product", defaultValue = "XenServer", paramLabel = "NAME", description = "What the build is of, where the lab file does not know it (default: ${DEFAULT-VALUE}).")
  String product = "";

  @Option(names = "--version", paramLabel = "VERSION", description = "The build's version, where the lab file does not know it (default: what stands before the dash of its name).")
  @Nullable String version;

  @Option(names = "--dry-run", description = "Read it and tell what is in it; store nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    var now = SystemTime.real().now();
    var header = header();
    var foreign = read(now);
    var rows = new Rows("run", "suite", "build", "cases", "attempts", "readings");
    if (dryRun) {
      row(rows, "", foreign);
    } else {
      try (var services = Services.open(root.workspace())) {
        var run = Importing.store(services.runs(), header, foreign, now);
        services.triage().settle(run);
        services.orders().reported(run);
        row(rows, run.value(), foreign);
      }
    }
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private void row(Rows rows, String run, Foreign foreign) {
    rows.add(run, suite, build, foreign.cases().size(), foreign.cases().stream().mapToInt(one -> one.tries().size()).sum(), foreign.samples());
  }

  private Foreign read(Instant now) {
    var name = file.toString();
    var bytes = bytes();
    if (name.endsWith(".xml")) {
      return JUnitFile.read(name, new ByteArrayInputStream(bytes), suite);
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl")) {
      return KpiFile.read(name, new String(bytes, StandardCharsets.UTF_8), suite, now);
    }
    throw new AssayException.Usage("importing " + name + ": what it is, is told by its name's end, which is none of .xml, .json and .jsonl");
  }

  private byte[] bytes() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new AssayException.Usage("importing " + file + ": it is larger than " + (MOST_BYTES >> 20) + " MiB; import it in parts");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssayException.Usage("importing " + file + ": " + FileTrouble.of(e));
    }
  }

  /** A build that the lab file knows is that one; of another the name says enough. */
  private RunHeader header() {
    var known = root.workspace().lab().builds().stream().filter(one -> one.id().value().equals(build)).findFirst();
    return new RunHeader(
        SuiteName.of(suite), known.orElseGet(this::unknownBuild), "imported", file.toString(), 0, new TreeMap<>(), System.getProperty("user.name"), "import-" + ProcessHandle.current().pid(),
        "assay import " + file + " --suite " + suite + " --build " + build);
  }

  private Build unknownBuild() {
    var number = build.contains("-") ? build.substring(build.indexOf('-') + 1) : build;
    var text = Optional.ofNullable(version).orElseGet(() -> build.contains("-") ? build.substring(0, build.indexOf('-')) : build);
    try {
      return new Build(BuildId.of(build), product, ProductVersion.parse(text), number, "unknown", URI.create("import:none"));
    } catch (AssayException.Usage e) {
      throw new AssayException.Usage("importing results of build '" + build + "', which the lab file does not know: " + e.getMessage() + "; say it with --version");
    }
  }
}
