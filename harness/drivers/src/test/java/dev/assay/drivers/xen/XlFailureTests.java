package dev.assay.drivers.xen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** On what {@code xl} of Xen 4.17.7 printed when it failed. */
class XlFailureTests {

  @DataProvider
  static Object[][] refusals() {
    return new Object[][] {
      {"pausing domain x", "nosuch is an invalid domain identifier (rc=-6)\n", XlFailure.Reason.NO_SUCH_DOMAIN},
      {"marking domain x as up", "Can't get domid of domain name 'nosuch', maybe this domain does not exist.\n", XlFailure.Reason.NO_SUCH_DOMAIN},
      {"destroying domain x", """
          libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain 4711:Non-existant domain
          libxl: error: libxl_domain.c:1137:domain_destroy_callback: Domain 4711:Unable to destroy guest
          libxl: error: libxl_domain.c:1064:domain_destroy_cb: Domain 4711:Destruction of domain failed
          destroy failed (rc=-21)
          """, XlFailure.Reason.NO_SUCH_DOMAIN},
      {"creating domain x", """
          Parsing config from /tmp/big.cfg
          xc: error: panic: xg_dom_boot.c:119: xc_dom_boot_mem_init: can't allocate low memory for domain: Out of memory
          libxl: error: libxl_dom.c:586:libxl__build_dom: xc_dom_boot_mem_init failed: Cannot allocate memory
          libxl: error: libxl_create.c:1640:domcreate_rebuild_done: Domain 3:cannot (re-)build domain: -3
          libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain 3:Non-existant domain
          """, XlFailure.Reason.NO_MEMORY},
      {"creating domain x", """
          Parsing config from /tmp/big.cfg
          xc: error: panic: xg_dom_core.c:205: failed to open file '/var/lib/assay/guests/debian-12/nothing': No such file or directory: Internal error
          libxl: error: libxl_dom.c:646:libxl__build_pv: xc_dom_kernel_file failed: No such file or directory
          libxl: error: libxl_create.c:1640:domcreate_rebuild_done: Domain 4:cannot (re-)build domain: -3
          libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain 4:Non-existant domain
          """, XlFailure.Reason.OTHER},
      {"detaching xvdq from domain x", """
          libxl: error: libxl_disk.c:516:libxl__disk_from_xenstore: disk /libxl/0/device/vbd/268439552 does not exist (no backend path
          Error: Device xvdq not connected.
          """, XlFailure.Reason.OTHER},
    };
  }

  @Test(dataProvider = "refusals")
  void refusalsOfXlAreToldApart(String doing, String errors, XlFailure.Reason expected) {
    assertThat(XlFailure.of(doing, 1, errors, false)).isInstanceOfSatisfying(XlFailure.class, failure -> assertThat(failure.reason()).isEqualTo(expected));
  }

  @Test
  void messageSaysWhatWasAskedAndWhatXlSaidFirst() {
    assertThat(XlFailure.of("creating domain x", 3, "Parsing config from /tmp/x\nxc: error: panic\nlibxl: error: one\nlibxl: error: two\nlibxl: error: three\n", false))
        .hasMessage("creating domain x: status 3, xc: error: panic / libxl: error: one / libxl: error: two");
    assertThat(XlFailure.of("pausing domain x", 1, "", false)).hasMessage("pausing domain x: status 1, and not a word");
  }

  /** How libxl ends a script that takes longer than its 40 seconds. */
  private static final String LATE = """
      libxl: error: libxl_aoutils.c:529:async_exec_timeout: killing execution of /var/lib/assay/toolstack/plug-disk add because of timeout
      libxl: error: libxl_create.c:1677:domcreate_launch_dm: Domain 27:unable to add disk devices
      """;

  /** How libxl gives up a device whose back end is not there after ten seconds. */
  private static final String NO_BACK_END = """
      libxl: error: libxl_device.c:1181:device_backend_callback: Domain 3:unable to add device with path /local/domain/0/backend/vif/3/0
      libxl: error: libxl_create.c:1921:domcreate_attach_devices: Domain 3:unable to add vif devices
      """;

  @Test
  void timeLimitOfXlIsTheLabsFailureWhereTheHostIsEmulatedAndElseTheProducts() {
    assertThat(XlFailure.of("creating domain x", 3, LATE, true)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("because of timeout");
    assertThat(XlFailure.of("creating domain x", 3, LATE, false)).isInstanceOf(XlFailure.class);
    assertThat(XlFailure.of("creating domain x", 3, NO_BACK_END, true)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("unable to add device");
    assertThat(XlFailure.of("creating domain x", 3, NO_BACK_END, false)).isInstanceOf(XlFailure.class);
  }

  @Test
  void fullDiskOfTheControlDomainIsTheLabs() {
    assertThat(XlFailure.of("keeping record vm-x", 1, "sh: printf: I/O error: No space left on device\n", false)).isInstanceOf(AssayException.Lab.class);
  }
}
