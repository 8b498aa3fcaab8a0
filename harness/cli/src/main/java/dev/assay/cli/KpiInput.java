package dev.assay.cli;

import dev.assay.judge.kpi.KpiFiles;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Where KPI readings come from: a file, or standard input when the file is called {@code -}. */
sealed interface KpiInput {

  static KpiInput of(String file) {
    return file.equals("-") ? new StandardInput() : new File(Path.of(file));
  }

  KpiFiles.Answer answer(Function<Path, KpiFiles.Answer> ofFile, BiFunction<String, InputStream, KpiFiles.Answer> ofStream);

  record StandardInput() implements KpiInput {
    @Override
    public KpiFiles.Answer answer(Function<Path, KpiFiles.Answer> ofFile, BiFunction<String, InputStream, KpiFiles.Answer> ofStream) {
      return ofStream.apply("standard input", System.in);
    }
  }

  record File(Path path) implements KpiInput {
    @Override
    public KpiFiles.Answer answer(Function<Path, KpiFiles.Answer> ofFile, BiFunction<String, InputStream, KpiFiles.Answer> ofStream) {
      return ofFile.apply(path);
    }
  }
}
