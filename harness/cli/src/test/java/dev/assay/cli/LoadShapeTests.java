package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

class LoadShapeTests {

  private static final Instant BEGAN = Instant.parse("2026-11-26T00:00:00Z");

  @Test
  void shapeIsReadInTheOrderOfTheStarts() {
    var density = new ArrayList<>(IntStream.rangeClosed(1, 40).mapToObj(place -> sample("density.start", 1.0 + place / 40.0, place)).toList());
    java.util.Collections.reverse(density);
    var storm = new ArrayList<>(IntStream.rangeClosed(1, 20).mapToObj(place -> sample("bootstorm.start", place == 20 ? 9 : 3, place)).toList());
    storm.add(sample("bootstorm.memory-per-guest", 98.5, 30));
    var figures = LoadShape.of(storm, density, "R-1").figures();
    assertThat(figures).containsEntry("memory per guest, MiB", 98.5)
        .containsEntry("unfairness together, 95th percentile over median", 3.0);
    assertThat(figures.get("start latency, last tenth of the guests over the first")).isBetween(1.8, 1.9);
    assertThat(figures.get("start latency together over one by one")).isBetween(1.9, 2.1);
  }

  @Test
  void fewStartsTellNothing() {
    assertThatThrownBy(() -> LoadShape.of(List.of(), List.of(sample("density.start", 1, 1)), "R-1 and R-2")).isInstanceOf(AssayException.Nothing.class)
        .hasMessageContaining("calibrating by R-1 and R-2: it has 1 starts one by one, 0 together");
  }

  private static Sample sample(String kpi, double value, int second) {
    return new Sample(Kpi.lower(kpi, "s"), value, BEGAN.plusSeconds(second), new TreeMap<>());
  }
}
