package dev.assay.cli;

import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.time.SystemTime;
import dev.assay.site.imports.Foreign;
import dev.assay.site.imports.Importing;
import dev.assay.site.imports.JUnitFile;
import dev.assay.site.imports.KpiFile;
import dev.assay.store.RunHeader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An import of what another tool wrote, wherever its file was read.
 *
 * @param file its name, whose end tells what it is
 * @param version the build's, where the lab file does not know the build
 * @param owner who imports it
 */
public record ImportWork(String file, String suite, String build, String product, Optional<String> version, String owner) {

  public static final String PRODUCT = "XenServer";

  /** Read it all and store it as a run, or only read it; return what is in it, in the command's own words. */
  public Rows carry(Workspace workspace, byte[] content, boolean dryRun) {
    var now = SystemTime.real().now();
    var header = header(workspace);
    var foreign = read(content, now);
    if (dryRun) {
      return rows("", foreign);
    }
    try (var services = Services.open(workspace)) {
      return store(services, header, foreign, now);
    }
  }

  /** Do the same with a database that is open. */
  public Rows carry(Services services, byte[] content, boolean dryRun) {
    return ScopedValue.where(Services.LENT, services).call(() -> carry(services.workspace(), content, dryRun));
  }

  private Rows store(Services services, RunHeader header, Foreign foreign, Instant now) {
    var run = Importing.store(services.runs(), header, foreign, now);
    services.triage().settle(run);
    services.orders().reported(run);
    return rows(run.value(), foreign);
  }

  private Rows rows(String run, Foreign foreign) {
    return new Rows("run", "suite", "build", "cases", "attempts", "readings").add(
        run, suite, build, foreign.cases().size(), foreign.cases().stream().mapToInt(one -> one.tries().size()).sum(), foreign.samples());
  }

  private Foreign read(byte[] content, Instant now) {
    if (file.endsWith(".xml")) {
      return JUnitFile.read(file, new ByteArrayInputStream(content), suite);
    }
    if (file.endsWith(".json") || file.endsWith(".jsonl")) {
      return KpiFile.read(file, new String(content, StandardCharsets.UTF_8), suite, now);
    }
    throw new AssayException.Usage("importing " + file + ": what it is, is told by its name's end, which is none of .xml, .json and .jsonl");
  }

  /** A build that the lab file knows is that one; of another the name says enough. */
  private RunHeader header(Workspace workspace) {
    var known = workspace.lab().builds().stream().filter(one -> one.id().value().equals(build)).findFirst();
    return new RunHeader(
        SuiteName.of(suite), known.orElseGet(this::unknownBuild), "imported", file, 0, new TreeMap<>(), owner, "import-" + ProcessHandle.current().pid(),
        "assay import " + file + " --suite " + suite + " --build " + build);
  }

  private Build unknownBuild() {
    var number = build.contains("-") ? build.substring(build.indexOf('-') + 1) : build;
    var text = version.orElseGet(() -> build.contains("-") ? build.substring(0, build.indexOf('-')) : build);
    try {
      return new Build(BuildId.of(build), product, ProductVersion.parse(text), number, "unknown", URI.create("import:none"));
    } catch (AssayException.Usage e) {
      throw new AssayException.Usage("importing results of build '" + build + "', which the lab file does not know: " + e.getMessage() + "; say it with --version");
    }
  }
}
