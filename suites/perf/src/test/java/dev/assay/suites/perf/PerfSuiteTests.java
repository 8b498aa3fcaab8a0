package dev.assay.suites.perf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.defect.Defect;
import dev.assay.core.kpi.Sample;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.SuiteProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class PerfSuiteTests {

  @DataProvider
  static Object[][] suites() {
    return new Object[][] {
      {new BootStormSuite(), "*", 10}, {new DensitySuite(), "*", 16}, {new PerfSuite(), "*[debian-12]", 1}, {new PerfSuite(), "*[512b,4-threads,5-guests]", 1},
      {new PerfSuite(), "*[10-vms,beside-nothing]", 1}, {new PerfSuite(), "*[beside-disks]", 1}, {new PerfSuite(), "*disk-latency*", 1}, {new PerfSuite(), "*motion*[1-gib,beside-nothing]", 2},
    };
  }

  @Test(dataProvider = "suites")
  void aBuildWithoutDefectsPasses(SuiteProvider suite, String pattern, int cases) {
    var trial = trial(suite, pattern, Quantities.QUICK);
    assertThat(trial.notPassed()).isEmpty();
    assertThat(trial.journal().attempts()).hasSize(cases);
  }

  @Test
  void everyBootOfAStormIsMeasuredOnBothClocks() {
    var trial = trial(new BootStormSuite(), "*bootstorm-brings-up-every-vm", Quantities.QUICK);
    assertThat(values(trial, "bootstorm.start")).hasSize(10);
    assertThat(values(trial, "bootstorm.login-ready")).hasSize(10);
    assertThat(values(trial, "bootstorm.guest-boot")).hasSize(10).allMatch(seconds -> seconds > 0);
    assertThat(values(trial, "bootstorm.last-login")).hasSize(1);
  }

  @Test
  void fillingAHostEndsWhenItGrowsTooSlow() {
    var quick = Quantities.parse("quick,density.vms=40,density.in-flight=20,density.threshold=1");
    var trial = trial(new DensitySuite(), "*host-holds-as-many-vms-as-it-supports", quick);
    assertThat(trial.failures()).singleElement().asString().contains("VMs up before a start took too long");
    assertThat(values(trial, "density.vms").toList()).singleElement().satisfies(up -> assertThat(up).isLessThan(40.0));
  }

  @Test
  void aSlowerBootShowsInWhatIsMeasured() {
    var sound = median(trial(new BootStormSuite(), "*bootstorm-brings-up-every-vm", Quantities.QUICK));
    var slower = median(trial(new BootStormSuite(), "*bootstorm-brings-up-every-vm", Quantities.QUICK, Defect.SLOWER_BOOT));
    assertThat(slower).isGreaterThan(sound);
  }

  @Test
  void fioInGuestsShowsADefectOfTheDisks() {
    var sound = sum(trial(new PerfSuite(), "*disk-load*[64k,4-threads,1-guests]", Quantities.QUICK), "storage.throughput");
    var worse = sum(trial(new PerfSuite(), "*disk-load*[64k,4-threads,1-guests]", Quantities.QUICK, Defect.LOWER_DISK_THROUGHPUT), "storage.throughput");
    assertThat(worse / sound).isBetween(0.8, 0.9);
  }

  @Test
  void iperfInGuestsShowsADefectOfTheNetworkAndWhatMergingPacketsIsWorth() {
    var merged = sum(trial(new PerfSuite(), "*network-load*[between-hosts,16-threads,5-guests,long]", Quantities.QUICK), "network.throughput");
    var unmerged = sum(trial(new PerfSuite(), "*network-load*[between-hosts-without-gro,16-threads,5-guests,long]", Quantities.QUICK), "network.throughput");
    var worse = sum(trial(new PerfSuite(), "*network-load*[between-hosts,16-threads,5-guests,long]", Quantities.QUICK, Defect.LOWER_NETWORK_THROUGHPUT), "network.throughput");
    assertThat(merged / unmerged).isBetween(1.5, 1.8);
    assertThat(worse / merged).isBetween(0.8, 0.9);
  }

  @Test
  void hundredsOfKpisAreMeasured() {
    var trial = trial(new PerfSuite(), "*disk-load*[*,1-threads,1-guests]", Quantities.QUICK);
    assertThat(trial.journal().attempts().stream().flatMap(attempt -> attempt.samples().stream())
        .filter(sample -> sample.kpi().name().matches("storage.(throughput|requests|latency|latency-p99)"))
        .map(sample -> sample.kpi().name() + sample.dimensions()).distinct()).hasSize(6 * 4 * 4);
  }

  private static double sum(SuiteTrial trial, String kpi) {
    assertThat(trial.notPassed()).isEmpty();
    return values(trial, kpi).mapToDouble(Double::doubleValue).sum();
  }

  private static double median(SuiteTrial trial) {
    var sorted = values(trial, "bootstorm.guest-boot").sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static Stream<Double> values(SuiteTrial trial, String kpi) {
    return trial.journal().attempts().getFirst().samples().stream().filter(sample -> sample.kpi().name().equals(kpi)).map(Sample::value);
  }

  private static SuiteTrial trial(SuiteProvider suite, String pattern, Quantities sizes, Defect... defects) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var hosts = Stream.of("ams-h01", "ams-h02", "ams-h03", "ams-h04").map(HostId::of).toList();
    return SuiteTrial.run(lab, suite.suite().sized(sizes), Selection.only(pattern), 1, hosts, defects);
  }
}
