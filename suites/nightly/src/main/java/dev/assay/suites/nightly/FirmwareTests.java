package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;
import static java.time.Duration.ofMinutes;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** Guests boot by BIOS and by UEFI, and so does whatever is made of them. */
@Area("guest-matrix")
@Needs(Capability.IMPORT_EXPORT)
class FirmwareTests {

  private final Pool pool;
  private final GuestImage guest;
  private final Firmware firmware;

  FirmwareTests(Pool pool, GuestImage guest, Firmware firmware) {
    this.pool = pool;
    this.guest = guest;
    this.firmware = firmware;
  }

  @Test
  void guestBootsByItsFirmwareAgainAndAgain() {
    try (Vm vm = pool.create(vm().from(guest))) {
      vm.bootBy(firmware.label());
      vm.start().reboot();
      assertThat(vm).isRunning().answersWithin(ofMinutes(2));
      assertThat(vm.firmware()).isEqualTo(firmware.label());
    }
  }

  @Test
  void cloneAndImportBootByTheFirmwareOfTheirOrigin() {
    try (Vm vm = pool.create(vm().from(guest))) {
      vm.bootBy(firmware.label());
      try (Vm clone = vm.copyOnWriteClone(); Vm imported = pool.importVm(vm.export())) {
        assertThat(clone.firmware()).isEqualTo(firmware.label());
        assertThat(imported.firmware()).isEqualTo(firmware.label());
        assertThat(imported.start()).answersWithin(ofMinutes(2));
      }
    }
  }
}
