package dev.assay.site.pages;

import java.util.List;
import java.util.Optional;

/** Failures by signature over the latest runs. */
public record TriageView(List<Row> rows, String state, String build, List<String> builds, Optional<Detail> detail, int runs) {

  /**
   * A signature.
   *
   * @param fresh whether only one build has shown it
   */
  public record Row(
      long signature, String verdict, String message, String frame, int attempts, int cases, int runs, int builds, String firstBuild, String firstRun, String lastBuild,
      String lastRun, boolean fresh, int hosts) {

    public String name() {
      return "F-" + signature;
    }
  }

  public record Detail(Row row, List<Place> places) {}

  public record Place(String run, String build, String testCase, int attempt, String hosts, String blame, String message) {}
}
