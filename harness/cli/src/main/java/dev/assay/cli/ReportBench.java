package dev.assay.cli;

import dev.assay.core.AssayException;
import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.site.Format;
import dev.assay.site.benchmark.ManyResults;
import dev.assay.site.exports.AllureReport;
import dev.assay.store.StoredRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Writes the reports of a large run by the command that people use, in a process of its own with little heap, and has Allure's
 * generator make its pages of the same results with as much heap as it likes. The process's start is part of both.
 */
final class ReportBench {

  private static final int RESULTS = 100_000;
  private static final String HEAP = "-Xmx512m";
  private static final List<Format> OF_ALLURE = List.of(Format.ALLURE_RESULTS, Format.ALLURE_REPORT);

  private ReportBench() {}

  static List<Figure> measure(Workspace workspace, int rounds) {
    try (var scratch = ScratchDatabase.in(workspace.data())) {
      StoredRuns.over(scratch.database()).close();
      long run = new ManyResults(scratch.database()).addRun("bvt", RESULTS);
      var results = scratch.folder().resolve("for-allure");
      report(scratch.folder(), run, results, List.of(Format.ALLURE_RESULTS));
      var time = SystemTime.real();
      var allure = new ArrayList<Double>();
      var all = new ArrayList<Double>();
      var page = new ArrayList<Double>();
      for (int round = 0; round < rounds; round++) {
        allure.add(seconds(time, () -> allure(results.resolve(Format.ALLURE_RESULTS.fileName()), scratch.folder().resolve("allure"))));
        all.add(seconds(time, () -> report(scratch.folder(), run, scratch.folder().resolve("reports"), ours())));
        page.add(seconds(time, () -> report(scratch.folder(), run, scratch.folder().resolve("page"), List.of(Format.HTML))));
      }
      double reference = new Figure("", "s", allure, 1).median();
      return List.of(new Figure("Allure's generator, any heap", "s", allure, 1), figure("all of ours, 512 MB", all, reference), figure("report.html, 512 MB", page, reference));
    }
  }

  private static Figure figure(String name, List<Double> seconds, double reference) {
    var figure = new Figure(name, "s", seconds, 0);
    return new Figure(name, "s", seconds, figure.median() / reference);
  }

  private static List<Format> ours() {
    return EnumSet.allOf(Format.class).stream().filter(format -> !OF_ALLURE.contains(format)).toList();
  }

  private static double seconds(Time time, Runnable work) {
    var began = time.now();
    work.run();
    return time.since(began).toNanos() / 1e9;
  }

  private static void allure(Path results, Path report) {
    try {
      AllureReport.generate(results, report, "benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void report(Path data, long run, Path to, List<Format> formats) {
    var command = List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-Dassay.home=" + System.getProperty("assay.home", "."),
        "-cp", System.getProperty("java.class.path"), Main.class.getName(), "report", "R-" + run, "--data-dir", data.toString(), "--to", to.toString(),
        "--format", String.join(",", formats.stream().map(Format::label).toList()));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("writing the reports of R-" + run + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("writing the reports of R-" + run + ": interrupted");
    }
  }
}
