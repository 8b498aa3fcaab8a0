package dev.assay.testkit.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.kpi.Kpi;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

class MeasuredProofTests {

  private static final Kpi BOOT = Kpi.lower("vm.boot", "s");
  private static final Kpi THROUGHPUT = Kpi.higher("storage.throughput", "MiB/s");

  @Test
  void whatBecameWorseIsToldInTheDirectionOfItsKpi() {
    var judgement = MeasuredProof.judge(runs(0, 20, 1, 1), runs(20, 5, 1.05, 0.9));
    assertThat(judgement.kpis()).isEqualTo(2);
    assertThat(judgement.after()).isEqualTo(Duration.ofMinutes(5 * 10));
    assertThat(judgement.worse()).extracting(finding -> finding.id()).containsExactly("storage.throughput", "vm.boot");
  }

  @Test
  void whatBecameBetterOrStayedIsNotTold() {
    assertThat(MeasuredProof.judge(runs(0, 20, 1, 1), runs(20, 5, 1, 1.1)).worse()).isEmpty();
  }

  /** Readings that scatter by one in a hundred, around 30 s and 400 MiB/s. */
  private static List<MeasuredProof.Run> runs(int first, int count, double boot, double throughput) {
    return IntStream.range(first, first + count).mapToObj(number -> {
      double scatter = 1 + (number * 7 % 10 - 4.5) / 500;
      var readings = new TreeMap<String, MeasuredProof.Reading>();
      readings.put(BOOT.name(), new MeasuredProof.Reading(BOOT, 30 * boot * scatter));
      readings.put(THROUGHPUT.name(), new MeasuredProof.Reading(THROUGHPUT, 400 * throughput * scatter));
      return new MeasuredProof.Run(readings, Duration.ofMinutes(10));
    }).toList();
  }
}
