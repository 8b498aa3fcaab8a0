package dev.assay.store;

import static dev.assay.store.TestingPlans.FIRST;
import static dev.assay.store.TestingPlans.HOSTS;
import static dev.assay.store.TestingPlans.NEW_YEAR;
import static dev.assay.store.TestingPlans.header;
import static dev.assay.store.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Journal;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.database.TestingDatabase;
import dev.assay.store.Runs.StoredSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class SampleTests {

  private static final Kpi BOOT = Kpi.lower("vm.boot", "s");

  private TestingDatabase database;
  private StoredRuns runs;
  private RunId run;
  private Journal journal;
  private Journal.Attempt attempt;

  @BeforeClass
  void openDatabase() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
  }

  @AfterClass(alwaysRun = true)
  void closeDatabase() {
    runs.close();
    database.close();
  }

  @BeforeMethod
  void openAttempt() {
    run = runs.open(header("6.5-90233", "first"), plan(8));
    journal = runs.resume(run, "first");
    attempt = journal.began(FIRST, 1, HOSTS, NEW_YEAR);
  }

  private static Sample sample(Kpi kpi, double value, Map<String, String> dimensions) {
    return new Sample(kpi, value, NEW_YEAR, new TreeMap<>(dimensions));
  }

  @Test
  public void samplesComeBackExactlyWithUnitAndDimensions() {
    var sample = sample(BOOT, 0.1 + 0.2, Map.of("guest", "windows-7 \"x\"", "storage", "nfs"));
    attempt.measured(List.of(sample));
    assertThat(runs.samples(run)).containsExactly(new StoredSample(FIRST, 1, sample));
  }

  @Test
  public void aKpiKeepsTheUnitItWasFirstGiven() {
    attempt.measured(List.of(sample(BOOT, 1, Map.of())));
    assertThatThrownBy(() -> attempt.measured(List.of(sample(Kpi.lower("vm.boot", "ms"), 1_000, Map.of()))))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("vm.boot [ms").hasMessageContaining("stored as [s");
    assertThatThrownBy(() -> attempt.measured(List.of(sample(Kpi.higher("vm.boot", "s"), 1, Map.of()))))
        .isInstanceOf(AssayException.Usage.class).hasMessageContaining("HIGHER");
    assertThat(runs.samples(run)).hasSize(1);
  }

  @Test
  public void twoUnitsInOneBatchAreRefusedWhole() {
    assertThatThrownBy(() -> attempt.measured(List.of(sample(Kpi.lower("mixed", "s"), 1, Map.of()), sample(Kpi.lower("mixed", "ms"), 1, Map.of()))))
        .isInstanceOf(AssayException.Usage.class);
    assertThat(runs.samples(run)).isEmpty();
  }

  @Test
  public void malformedDimensionsAreRefused() {
    assertThatThrownBy(() -> attempt.measured(List.of(sample(BOOT, 1, Map.of("<b>", "x"))))).isInstanceOf(AssayException.Usage.class);
    assertThatThrownBy(() -> attempt.measured(List.of(sample(BOOT, 1, Map.of("guest", " "))))).isInstanceOf(AssayException.Usage.class);
  }

  @Test
  public void lanesMayEnterTheSameNewSeriesAtOnce() {
    var time = SystemTime.real();
    var forward = IntStream.range(0, 30).mapToObj(i -> sample(Kpi.lower("new-" + i, "s"), i, Map.of("host", "h" + i))).toList();
    var lanes = new ArrayList<Time.Fork<Object>>();
    for (int lane = 0; lane < 6; lane++) {
      var samples = lane % 2 == 0 ? forward : forward.reversed();
      lanes.add(time.fork("lane", () -> {
        attempt.measured(samples);
        return "";
      }));
    }
    lanes.forEach(Time.Fork::join);
    assertThat(runs.samples(run)).hasSize(180);
  }
}
