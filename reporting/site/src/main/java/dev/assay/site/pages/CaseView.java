package dev.assay.site.pages;

import java.time.Instant;
import java.util.List;

/** One case of one run, with all its attempts. */
public record CaseView(RunFacts run, String name, String area, int priority, String source, double limitSeconds, List<Attempt> attempts) {

  public record Attempt(
      int number, String verdict, String blame, String hosts, Instant began, double tookSeconds, String message, String stack, long signature, List<File> files,
      List<Reading> readings) {}

  /** A file kept of an attempt. */
  public record File(String name, String mediaType, long size) {}

  public record Reading(String kpi, String unit, String dimensions, long samples, double median, double most) {}
}
