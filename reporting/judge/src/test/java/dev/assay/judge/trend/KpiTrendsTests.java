package dev.assay.judge.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.analysis.compare.Finding.Answer;
import dev.assay.analysis.compare.Rules;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.Verdict;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.PlannedCase;
import dev.assay.database.TestingDatabase;
import dev.assay.store.KpiBook.AnalysedLine;
import dev.assay.store.RunHeader;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredKpiBook;
import dev.assay.store.StoredRuns;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** One past, of 36 builds with a step of 20 % at the 25th, looked at in every way. */
public class KpiTrendsTests {

  private static final Kpi BOOT = Kpi.lower("vm.boot", "s");
  private static final Kpi RATE = Kpi.higher("disk.rate", "MiB/s");
  private static final CaseId CASE = CaseId.of("perf/boot/time");
  private static final Instant AT = Instant.parse("2026-01-31T23:59:59Z");

  private TestingDatabase database;
  private StoredRuns runs;
  private StoredKpiBook book;
  private KpiTrends trends;
  private int noise;

  @BeforeClass
  void storeThePast() {
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
    book = StoredKpiBook.over(database);
    trends = new KpiTrends(book);
    for (int build = 0; build < 36; build++) {
      store(build, build < 24 ? 10 : 12);
    }
  }

  @AfterClass(alwaysRun = true)
  void closeTheDatabase() {
    runs.close();
    database.close();
  }

  /** Three samples, the middle of which is the level with some noise, at either side of a month's end, on changing hosts. */
  private void store(int build, double level) {
    store(build, level, new TreeMap<>());
  }

  private void store(int build, double level, TreeMap<String, String> options) {
    double reading = level + 0.1 * (++noise * 7 % 11 - 5) / 5;
    var header = new RunHeader(SuiteName.of("perf"), build("build-" + build), "lab", "lab.yaml", 1, options, "kim", "c1", "assay run perf");
    var run = runs.open(header, List.of(new PlannedCase(CASE, "boot", 1, Need.of(1), Duration.ofMinutes(1), "Class#method")));
    var attempt = runs.resume(run, "c1").began(CASE, 1, List.of(HostId.of("h1")), AT);
    var dimensions = new TreeMap<>(Map.of("guest", "debian", "host", "h" + build % 2));
    attempt.measured(List.of(
        new Sample(BOOT, reading - 1, AT, dimensions), new Sample(BOOT, reading, AT.plusSeconds(1), dimensions), new Sample(BOOT, reading + 3, AT.plusSeconds(2), dimensions)));
    attempt.measured(List.of(new Sample(RATE, 100 + noise * 7 % 11, AT, new TreeMap<>())));
    runs.close(run, "c1", Verdict.PASS, "hash");
  }

  private static Build build(String id) {
    return new Build(BuildId.of(id), "XenServer", ProductVersion.parse("8.4"), "1", "yangtze", URI.create("http://media/"));
  }

  @Test
  public void manyMayAnalyseTheSameAtOnce() {
    var known = trends.analyse();
    IntStream.range(0, 32).parallel().forEach(_ -> book.keep(known));
    assertThat(book.analysed()).isEqualTo(known);
  }

  private AnalysedLine boot() {
    return trends.analyse().stream().filter(line -> line.line().equals("vm.boot{guest=debian}")).findFirst().orElseThrow();
  }

  @Test
  public void hostsAreNoLinesOfTheirOwnAndEachBuildHasTheMedianOfItsRun() {
    assertThat(trends.lines(Optional.empty())).extracting(KpiLine::name).containsExactly("disk.rate", "vm.boot{guest=debian}");
    assertThat(trends.lines(Optional.of("vm.boot")).getFirst().readings().get(24)[0]).isCloseTo(12, within(0.11));
  }

  @Test
  public void theStepIsFoundOnceAndKept() {
    assertThat(boot().changes()).hasSize(1);
    assertThat(boot().changes().getFirst().build()).isEqualTo(BuildId.of("build-24"));
    assertThat(boot().changes().getFirst().meaning()).isEqualTo("regression");
    assertThat(boot().changes().getFirst().percent()).isCloseTo(20, within(2.0));
    assertThat(book.analysed()).isEqualTo(trends.analyse());
  }

  @Test
  public void anOpenRegressionDoesNotMoveTheBandAndTwoBuildsAreComparedByTheirLevels() {
    var band = trends.bands(Optional.of("vm.boot"), Optional.of(BuildId.of("build-5"))).getFirst();
    assertThat(band.place()).isEqualTo(Band.Place.ABOVE);
    assertThat(band.level()).isCloseTo(10, within(0.1));
    assertThat(band.sinceReleasePercent().orElseThrow()).isCloseTo(20, within(2.0));
    assertThat(band.runsToShow(5 * band.noisePercent()).orElseThrow()).isEqualTo(3); // Cohen: 5 deviations with 80 % power
    assertThat(band.runsToShow(1.5 * band.noisePercent()).orElseThrow()).isEqualTo(9);

    var comparison = trends.compare(BuildId.of("build-20"), BuildId.of("build-30"), Rules.DEFAULT);
    assertThat(comparison.rows()).extracting(row -> row.line().kpi()).containsExactlyInAnyOrder(BOOT, RATE);
    var row = comparison.rows().stream().filter(one -> one.line().kpi().equals(BOOT)).findFirst().orElseThrow();
    assertThat(row.finding().answer()).isEqualTo(Answer.NEEDS_MORE_RUNS);
    assertThat(row.finding().baselineBuilds()).isEqualTo(24);
    assertThat(row.finding().moreRuns()).isPositive();
  }

  @Test(priority = 1)
  public void anAcceptedRegressionIsTheBaselineFromThenOn() {
    book.accept("vm.boot{guest=debian}", BuildId.of("build-24"), "kim", "BIOS 2.4");
    book.accept("vm.boot{guest=debian}", BuildId.of("build-24"), "lee", "BIOS 2.5");

    assertThat(book.acceptances()).hasSize(1).first().satisfies(one -> assertThat(one.owner()).isEqualTo("lee"));
    var band = trends.bands(Optional.of("vm.boot"), Optional.empty()).getFirst();
    assertThat(band.place()).isEqualTo(Band.Place.INSIDE);
    assertThat(band.since()).isEqualTo(BuildId.of("build-24"));
  }

  @Test(priority = 2)
  public void moreRunsOfABuildAreRepeatsAndSettleAComparison() {
    for (int i = 0; i < 4; i++) {
      store(30, 12);
    }
    var row = trends.compare(BuildId.of("build-20"), BuildId.of("build-30"), Rules.DEFAULT).rows().getFirst();

    assertThat(row.line().kpi()).isEqualTo(BOOT);
    assertThat(row.finding().answer()).isEqualTo(Answer.REGRESSION);
    assertThat(row.finding().repeats()).isEqualTo(5);
  }

  @Test(priority = 3)
  public void aNewBuildAloneIsAnalysedOnTopOfWhatIsKept() {
    for (int build = 36; build < 48; build++) {
      store(build, 9);
    }
    assertThat(boot().changes()).extracting(change -> change.build().value()).containsExactly("build-24", "build-36");
    assertThat(boot().changes().getLast().meaning()).isEqualTo("improvement");
    assertThat(trends.bands(Optional.of("vm.boot"), Optional.empty()).getFirst().since()).isEqualTo(BuildId.of("build-36"));
  }

  @Test(priority = 4)
  public void triesOfOneCaseAreNoReadingsOfTheWholeButAreFoundByTheirCase() {
    store(47, 99, new TreeMap<>(Map.of("only", CASE.value())));

    assertThat(trends.bands(Optional.of("vm.boot"), Optional.empty()).getFirst().latest()).isCloseTo(9, within(0.2));
    var readings = StoredFindings.over(database).readings("vm.boot", CASE, 2);
    assertThat(readings).extracting(reading -> reading.build().value()).containsExactly("build-47", "build-47");
    assertThat(readings.getFirst().median()).isCloseTo(99, within(0.2));
    assertThat(readings.getLast().median()).isCloseTo(9, within(0.2));
    assertThat(StoredFindings.over(database).readings("vm.boot", CaseId.of("perf/boot/other"), 2)).isEmpty();
  }
}
