package dev.assay.testkit.load;

import dev.assay.core.AssayException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What fio measured, reads and writes apart. */
public record FioResult(Side reads, Side writes) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One direction.
   *
   * @param mibPerSecond throughput
   * @param meanMillis how long a request took
   * @param slowestMillis what one in a hundred requests took longer than
   */
  public record Side(double iops, double mibPerSecond, double meanMillis, double slowestMillis) {}

  /**
   * Read what {@code fio --output-format=json} printed; all its jobs count together, as far as one ran.
   *
   * @throws AssayException.Lab when it is not that
   */
  public static FioResult parse(String where, String printed) {
    try {
      // fio prints warnings in front of the document.
      var report = JSON.readTree(printed.substring(Math.max(0, printed.indexOf('{'))));
      var jobs = report.path("jobs").values().stream().toList();
      if (jobs.isEmpty()) {
        throw new AssayException.Lab("reading what fio printed in " + where + ": it has no jobs");
      }
      return new FioResult(side(where, jobs, "read"), side(where, jobs, "write"));
    } catch (JacksonException e) {
      throw new AssayException.Lab("reading what fio printed in " + where + ": it is no JSON: " + printed.lines().findFirst().orElse("nothing"), e);
    }
  }

  private static Side side(String where, List<JsonNode> jobs, String direction) {
    var sides = jobs.stream().map(job -> job.path(direction)).toList();
    if (sides.stream().anyMatch(side -> !side.path("iops").isNumber())) {
      throw new AssayException.Lab("reading what fio printed in " + where + ": a job tells nothing of its " + direction + "s");
    }
    double iops = sum(sides, "iops");
    return new Side(iops, sum(sides, "bw_bytes") / (1 << 20),
        iops == 0 ? 0 : sides.stream().mapToDouble(side -> side.path("iops").asDouble() * latency(side).path("mean").asDouble(0)).sum() / iops / 1e6,
        sides.stream().mapToDouble(side -> latency(side).path("percentile").path("99.000000").asDouble(0)).max().orElse(0) / 1e6);
  }

  private static JsonNode latency(JsonNode side) {
    return side.path("clat_ns");
  }

  private static double sum(List<JsonNode> sides, String field) {
    return sides.stream().mapToDouble(side -> side.path(field).asDouble(0)).sum();
  }
}
