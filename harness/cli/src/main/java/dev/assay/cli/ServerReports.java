package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.site.Format;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A run's reports, made by a configured server and fetched from it; each file or folder is there whole or not at all. */
record ServerReports(ServerClient server) {

  /** Folders of many files. */
  static final Set<Format> FOLDERS = Set.of(Format.ALLURE_RESULTS, Format.ALLURE_REPORT, Format.EVIDENCE);

  static Optional<ServerReports> configured(AssayCommand root) {
    return ServerClient.configured(root).map(ServerReports::new);
  }

  /** Say which run is meant: a server's latest may be anybody's. */
  static String named(@Nullable String run) {
    if (run == null) {
      throw new AssayException.Usage("fetching the results of a run of a server: name it, as in R-7; the latest are in the dashboard and in: assay status");
    }
    return ChosenRun.id(run).value();
  }

  /** Fetch one, without a decision, into a folder, in place of an older one. */
  Path fetch(String run, Format format, Path folder) {
    return Output.in(folder).file(format.fileName(), out -> server.download("runs/" + run + "/" + format.fileName(), out));
  }

  /**
   * Fetch several into a folder, in place of older ones, with the gate's decision as the server's own reports have it.
   *
   * @param policy by which it is decided; empty for that of the run
   */
  List<Path> fetch(String run, Set<Format> formats, Optional<String> policy, Path folder) {
    var output = Output.in(folder);
    var asked = formats.stream().sorted().map(Format::label).collect(Collectors.joining(","));
    var packed = output.file(".assay-" + run + ".zip", out -> server.download("runs/" + run + "/reports.zip?formats=" + asked
        + policy.map(name -> "&policy=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).orElse(""), out));
    try (var zip = new ZipFile(packed.toFile())) {
      var written = new ArrayList<Path>();
      for (var format : formats.stream().sorted().toList()) {
        written.add(FOLDERS.contains(format)
            ? output.directory(format.fileName(), into -> unpack(zip, format.fileName() + "/", into))
            : output.file(format.fileName(), out -> {
              try (var in = zip.getInputStream(zip.getEntry(format.fileName()))) {
                in.transferTo(out);
              }
            }));
      }
      return written;
    } catch (IOException e) {
      throw new AssayException.Unavailable("reading the reports of run " + run + " that the server sent: " + e.getMessage() + "; fetch them again", e);
    } finally {
      Output.delete(packed);
    }
  }

  /** Nothing of it may be put elsewhere, whatever its name says. */
  private static void unpack(ZipFile zip, String prefix, Path into) throws IOException {
    for (var entry : zip.stream().filter(one -> !one.isDirectory() && one.getName().startsWith(prefix)).toList()) {
      var target = into.resolve(entry.getName().substring(prefix.length())).normalize();
      if (!target.startsWith(into)) {
        throw new IOException("it holds the name " + entry.getName() + ", which leads out of the folder");
      }
      Files.createDirectories(target.getParent());
      try (var in = zip.getInputStream(entry)) {
        Files.copy(in, target);
      }
    }
  }
}
