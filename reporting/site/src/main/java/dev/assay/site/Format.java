package dev.assay.site;

import java.util.EnumSet;
import java.util.Set;

/** What a run can be written as; each is one file or folder of this name. */
public enum Format {
  HTML("html", "report.html"),
  PDF("pdf", "report.pdf"),
  SUMMARY("summary", "summary.json"),
  JUNIT("junit", "junit.xml"),
  WARNINGS("warnings", "warnings-ng.json"),
  ALLURE_RESULTS("allure-results", "allure-results"),
  ALLURE_REPORT("allure-report", "allure-report"),
  SAMPLES_CSV("csv", "samples.csv"),
  SAMPLES_JSONL("jsonl", "samples.jsonl"),
  SAMPLES_PARQUET("parquet", "samples.parquet"),
  OPEN_METRICS("openmetrics", "metrics.txt"),
  HISTORY("history", "history.jsonl"),
  MAIL("mail", "mail.eml"),
  EVIDENCE("evidence", "evidence");

  /** What is written at the end of each run; the others are made when they are asked for. */
  public static final Set<Format> OF_EACH_RUN = Set.copyOf(EnumSet.complementOf(EnumSet.of(PDF, SAMPLES_PARQUET, MAIL)));

  private final String label;
  private final String fileName;

  Format(String label, String fileName) {
    this.label = label;
    this.fileName = fileName;
  }

  /** Return what people call it. */
  public String label() {
    return label;
  }

  public String fileName() {
    return fileName;
  }
}
