package dev.assay.site.exports;

import io.qameta.allure.ConfigurationBuilder;
import io.qameta.allure.ReportGenerator;
import java.io.IOException;
import java.nio.file.Path;

/** The process that generates Allure's pages: its arguments are the results' folder and the report's folder. */
final class AllureMain {

  private AllureMain() {}

  public static void main(String[] arguments) throws IOException {
    new ReportGenerator(ConfigurationBuilder.bundled().withReportName(arguments[2]).build()).generate(Path.of(arguments[1]), Path.of(arguments[0]));
  }
}
