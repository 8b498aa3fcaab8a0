package dev.assay.judge.kpi;

import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One function per command of {@code assay kpi}: reads the documented file and returns what is to be printed. */
public final class KpiFiles {

  private KpiFiles() {}

  /**
   * What a command answers.
   *
   * @param json the documented JSON
   * @param text the same for people, one line per finding
   * @param exitCode what the command ends with
   */
  public record Answer(String json, String text, ExitCode exitCode) {}

  /** How {@code assay kpi detect} looks at the series. */
  public sealed interface Mode {

    /** Everything that is known of each change point. */
    record Findings() implements Mode {}

    /** Only the first builds of new levels. */
    record Indices() implements Mode {}

    /** The alerts that a build-by-build replay raises. */
    record Online(int warmup) implements Mode {
      public Online {
        if (warmup < 0) {
          throw new AssayException.Usage("replaying series: the warm-up is a number of builds from 0, not " + warmup);
        }
      }
    }
  }

  /** Find change points. */
  public static Answer detect(Path file, Mode mode) {
    return open(file, stream -> detect(file.toString(), stream, mode));
  }

  /** Find change points; {@code name} stands for the input in messages. */
  public static Answer detect(String name, InputStream stream, Mode mode) {
    return DetectReport.of(SeriesFile.read(name, stream), mode);
  }

  /** Compare all KPIs of a build with their baselines. */
  public static Answer gate(Path file) {
    return open(file, stream -> gate(file.toString(), stream));
  }

  /** Compare all KPIs of a build with their baselines; {@code name} stands for the input in messages. */
  public static Answer gate(String name, InputStream stream) {
    return ComparisonReport.of(ComparisonFile.read(name, stream));
  }

  /** Compute elementary statistics. */
  public static Answer stats(Path file) {
    return open(file, stream -> stats(file.toString(), stream));
  }

  /** Compute elementary statistics; {@code name} stands for the input in messages. */
  public static Answer stats(String name, InputStream stream) {
    return StatisticsReport.of(StatisticsFile.read(name, stream));
  }

  private interface Reader {
    Answer read(InputStream stream);
  }

  private static Answer open(Path file, Reader reader) {
    try (var stream = Files.newInputStream(file)) {
      return reader.read(stream);
    } catch (NoSuchFileException e) {
      throw new AssayException.Usage("reading KPIs from " + file + ": there is no such file");
    } catch (AccessDeniedException e) {
      throw new AssayException.Usage("reading KPIs from " + file + ": you may not read it");
    } catch (IOException e) {
      throw new AssayException.Usage("reading KPIs from " + file + ": it cannot be read: " + e.getMessage());
    }
  }
}
