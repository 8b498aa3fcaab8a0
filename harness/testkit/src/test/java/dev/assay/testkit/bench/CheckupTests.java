package dev.assay.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.core.run.History;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Pool;
import dev.assay.testkit.VmSpec;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.BenchShape;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.testng.annotations.Test;

class CheckupTests {

  private static final HostId HOST = HostId.of("ams-h01");
  private static final List<HostId> HOSTS = List.of(HOST, HostId.of("ams-h02"));

  /** A case that passes by what it asserts. */
  static class LeakingTests {
    private final Pool pool;

    LeakingTests(Pool pool) {
      this.pool = pool;
    }

    @Test
    void leavesADisk() {
      pool.defaultSr().createDisk(Bytes.gib(1));
    }
  }

  @Test
  void nothingIsWrongWhereNothingHappened() {
    assertThat(found("", pool -> pool.create(VmSpec.vm()).start().close())).isEmpty();
  }

  @Test
  void whatKernelsComplainOfIsFoundInTheLogs() {
    assertThat(found("", pool -> pool.master().run("logger", "kernel: Out of memory: Kill process 4711 (xapi)"))).singleElement().asString().contains("a log of host ams-h01 says", "4711");
  }

  @Test
  void complaintsFromBeforeAreNotHeldAgainstTheCase() {
    assertThat(found("", pool -> {}, pool -> pool.master().run("logger", "kernel: xapi[12]: segfault at 0"))).isEmpty();
  }

  @Test
  void passwordInALogIsFound() {
    assertThat(found("", pool -> pool.master().run("logger", "login of root by " + pool.bench().access().rootPassword(HOST)))).singleElement().asString().contains("root's password");
  }

  @Test
  void diskThatBelongsToNothingIsFound() {
    assertThat(found("", pool -> pool.defaultSr().createDisk(Bytes.gib(1)))).singleElement().asString().contains("belongs to no VM");
  }

  @Test
  void kernelMemoryThatDoublesIsFound() {
    assertThat(found("slab-growth=600MiB", pool -> pool.create(VmSpec.vm()).start().close())).singleElement().asString().contains("unreclaimable slab of host ams-h01 went from");
  }

  @Test
  void guestThatRunsWhereTheProductHasNoneIsFound() {
    assertThat(found("vm-started-twice", pool -> {
      var guest = pool.create(VmSpec.vm()).startOn(pool.master());
      guest.migrateTo(pool.slave());
    })).anySatisfy(line -> assertThat(line).contains("the product has 0 guests on host ams-h01, and its hypervisor runs 1"));
  }

  @Test
  void caseOfASuiteThatExaminesHostsFailsByWhatItLeaves() {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var suite = Suite.of("leaking", "leaves something", LeakingTests.class);
    assertThat(SuiteTrial.run(lab, suite, Selection.ALL, 1, List.of(HOST)).notPassed()).isEmpty();
    assertThat(SuiteTrial.run(lab, suite.examiningHosts(), Selection.ALL, 1, List.of(HOST)).failures()).singleElement().asString().contains("examining the hosts", "belongs to no VM");
  }

  private static List<String> found(String defect, Consumer<Pool> deed) {
    return found(defect, deed, pool -> {});
  }

  private static List<String> found(String defect, Consumer<Pool> deed, Consumer<Pool> earlier) {
    var lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));
    var defects = defect.isBlank() ? Defects.NONE : Defects.of(List.of(SeededDefect.parse(defect)));
    try (var access = SimulatedAccess.open(lab, 1, defects)) {
      return access.run("checkup", () -> {
        var bench = new Bench(access, lab.build(lab.defaultBuild()).orElseThrow(), HOSTS, History.NONE, line -> {});
        var strategy = new ProductBench();
        strategy.install(bench);
        strategy.shape(bench, BenchShape.ofPool(2, List.of("nfs")));
        earlier.accept(bench.pool());
        var checkup = Checkup.before(bench);
        deed.accept(bench.pool());
        return checkup.after();
      });
    }
  }
}
