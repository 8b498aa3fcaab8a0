package dev.assay.site.exports;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Generates Allure's pages from its results, in a process of its own.
 *
 * <p>The generator posts usage data and puts a script from elsewhere on its page unless an environment variable forbids
 * it, and a process's environment is set at its start: hence the fork. The page's inline remains of that script are taken
 * out afterwards.
 */
public final class AllureReport {

  private static final int MINUTES = 30;
  private static final Pattern INLINE_ANALYTICS = Pattern.compile("<script>\\s*window\\.dataLayer.*?</script>\\s*", Pattern.DOTALL);

  private AllureReport() {}

  /**
   * Generate the pages into a folder.
   *
   * @throws AssayException.Unavailable when the generator fails or takes longer than half an hour
   */
  public static void generate(Path results, Path report, String title) throws IOException {
    var log = Files.createTempFile("assay-allure", ".log");
    try {
      run(command(results, report, title), log);
      var page = report.resolve("index.html");
      Files.writeString(page, INLINE_ANALYTICS.matcher(Files.readString(page)).replaceAll(""));
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static List<String> command(Path results, Path report, String title) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.awt.headless=true", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"),
        AllureMain.class.getName(), results.toString(), report.toString(), title);
  }

  private static void run(List<String> command, Path log) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ALLURE_NO_ANALYTICS", "true");
    var process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw failed("it took longer than " + MINUTES + " minutes", log);
      }
      if (process.exitValue() != 0) {
        throw failed("it ended with exit code " + process.exitValue(), log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled("generating the Allure report: interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static AssayException failed(String seen, Path log) throws IOException {
    var lines = Files.readAllLines(log);
    var last = lines.isEmpty() ? "it printed nothing" : "its last line: " + lines.getLast();
    return new AssayException.Unavailable("generating the Allure report: " + seen + "; " + last + "; write the other formats without it", null);
  }
}
