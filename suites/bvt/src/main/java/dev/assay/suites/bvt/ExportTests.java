package dev.assay.suites.bvt;

import static dev.assay.core.Bytes.mib;
import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

@Area("import-export")
@Needs(Capability.IMPORT_EXPORT)
class ExportTests {

  private final Pool pool;

  ExportTests(Pool pool) {
    this.pool = pool;
  }

  @Test
  void importedVmHasTheDataOfTheExportedOne() {
    try (Vm vm = pool.create(vm())) {
      var disk = vm.addDisk(mib(64));
      vm.start().writeAndSync("on the system disk");
      vm.writeAndSync(disk, "at both ends of the data disk");
      vm.shutDown();
      try (Vm imported = pool.importVm(vm.export()).start()) {
        assertThat(imported).holds("on the system disk").holds(imported.disks().getLast(), "at both ends of the data disk");
      }
    }
  }
}
