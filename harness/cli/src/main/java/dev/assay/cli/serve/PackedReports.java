package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.run.GateStep;
import dev.assay.cli.run.ReportStep;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.site.Format;
import dev.assay.site.access.Role;
import dev.assay.site.files.Output;
import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.Parameter;
import dev.assay.site.server.FileRoute;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A run's reports as the command line writes them, folders and decision included, packed into one file. */
final class PackedReports {

  private final Services services;

  PackedReports(Services services) {
    this.services = services;
  }

  FileRoute route() {
    return new FileRoute("/runs/{run}/reports.zip", Role.VIEWER, "Fetch a run's reports, packed", this::pack, List.of(
        Parameter.text("formats", "which, with commas: " + labels() + "; all if not said"),
        Parameter.text("policy", "a shipped gate policy to decide by; that of the run if not said")));
  }

  /** They are made before the answer begins: what goes wrong then is a refusal, not half a file. */
  private FileRoute.FileContent pack(PageQuery query) {
    var id = RunId.of(query.path("run").toUpperCase(Locale.ROOT));
    var run = services.runs().find(id).orElseThrow(() -> new AssayException.Nothing("looking for run '" + id + "': no such run is stored; see: assay status"));
    var policy = query.text("policy").orElseGet(() -> GateStep.policyOf(run.header()));
    if (query.text("policy").isPresent() && (policy.contains("/") || policy.contains("."))) {
      throw new AssayException.Usage("choosing the gate policy '" + policy + "': name a shipped one; files are read by the command line only");
    }
    var formats = query.text("formats").map(PackedReports::formats).orElseGet(() -> EnumSet.allOf(Format.class));
    var folder = temporary();
    try {
      var decision = GateStep.of(services, policy).consider(run.header().build().id(), Optional.empty());
      new ReportStep(services).write(id, folder, Optional.of(decision), formats);
      return new FileRoute.FileContent("application/zip", out -> send(folder, out), Optional.of(id + "-reports.zip"));
    } catch (RuntimeException e) {
      Output.delete(folder);
      throw e;
    }
  }

  private static String labels() {
    return Arrays.stream(Format.values()).map(Format::label).collect(Collectors.joining(", "));
  }

  private static Set<Format> formats(String text) {
    var chosen = EnumSet.noneOf(Format.class);
    for (var label : text.split(",")) {
      chosen.add(Arrays.stream(Format.values()).filter(format -> format.label().equals(label)).findFirst()
          .orElseThrow(() -> new AssayException.Usage("reading the address: '" + label + "' is no format; there are " + labels())));
    }
    return chosen;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("assay-reports");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(Path folder, OutputStream out) throws IOException {
    try (var files = Files.walk(folder)) {
      var zip = new ZipOutputStream(out);
      zip.setLevel(Deflater.BEST_SPEED);
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
        zip.closeEntry();
      }
      zip.finish();
      zip.flush();
    } finally {
      Output.delete(folder);
    }
  }
}
