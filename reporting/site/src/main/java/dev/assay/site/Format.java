package dev.assay.site;

/** What a run can be written as; each is one file or folder of this name. */
public enum Format {
  HTML("report.html"),
  SUMMARY("summary.json"),
  JUNIT("junit.xml"),
  WARNINGS("warnings-ng.json"),
  ALLURE_RESULTS("allure-results"),
  ALLURE_REPORT("allure-report"),
  SAMPLES_CSV("samples.csv"),
  SAMPLES_JSONL("samples.jsonl"),
  OPEN_METRICS("metrics.txt"),
  HISTORY("history.jsonl"),
  EVIDENCE("evidence");

  private final String fileName;

  Format(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }
}
