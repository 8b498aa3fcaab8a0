package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.GuestImage.CENTOS_6_32BIT;
import static dev.assay.testkit.GuestImage.CENTOS_7;
import static dev.assay.testkit.GuestImage.RHEL_5_32BIT;
import static dev.assay.testkit.GuestImage.RHEL_6_32BIT;
import static dev.assay.testkit.GuestImage.UBUNTU_14_04;
import static dev.assay.testkit.GuestImage.WINDOWS_7;
import static dev.assay.testkit.GuestImage.WINDOWS_7_64BIT;
import static dev.assay.testkit.GuestImage.WINDOWS_SERVER_2008_R2;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.GuestImage;
import dev.assay.testkit.VmSpec;
import java.util.List;
import java.util.stream.Stream;

/** The guests of the migration procedure: systems of both architectures that the oldest release has, with 2 to 15 GiB of memory. */
final class GuestShape {

  private static final List<VmSpec> SIXTEEN = List.of(
      shape(WINDOWS_7, 2), shape(CENTOS_7, 15), shape(RHEL_5_32BIT, 2), shape(WINDOWS_7_64BIT, 4),
      shape(WINDOWS_7, 3), shape(CENTOS_7, 4), shape(RHEL_5_32BIT, 3), shape(WINDOWS_7_64BIT, 8),
      shape(RHEL_6_32BIT, 2), shape(UBUNTU_14_04, 4), shape(CENTOS_6_32BIT, 2), shape(WINDOWS_SERVER_2008_R2, 4),
      shape(RHEL_6_32BIT, 3), shape(UBUNTU_14_04, 5), shape(CENTOS_6_32BIT, 3), shape(WINDOWS_SERVER_2008_R2, 6));

  private GuestShape() {}

  static Stream<VmSpec> sixteen() {
    return SIXTEEN.stream();
  }

  private static VmSpec shape(GuestImage system, int gibibytes) {
    return vm().from(system).memory(gib(gibibytes));
  }
}
