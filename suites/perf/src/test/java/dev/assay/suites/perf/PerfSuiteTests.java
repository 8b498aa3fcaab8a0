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
      {new BootStormSuite(), "*", 2}, {new DensitySuite(), "*", 4}, {new PerfSuite(), "*[debian-12]", 1},
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
