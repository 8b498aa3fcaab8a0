package dev.assay.testkit.stress;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Steps that are taken at the same time; the next round begins when all have ended and struck hosts are well again. */
public record Round(List<Step> steps) {

  public Round {
    steps = List.copyOf(steps);
  }

  /** Write it in one line, as {@link #parse} reads it. */
  public String text() {
    return steps.stream().map(Step::text).collect(Collectors.joining(" & "));
  }

  static Round parse(String line) {
    return new Round(Arrays.stream(line.split("&")).map(Step::parse).toList());
  }
}
