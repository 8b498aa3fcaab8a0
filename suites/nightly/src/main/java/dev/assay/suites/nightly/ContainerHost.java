package dev.assay.suites.nightly;

import static dev.assay.testkit.GuestImage.CENTOS_7;
import static dev.assay.testkit.GuestImage.DEBIAN_12;
import static dev.assay.testkit.GuestImage.RHEL_7;
import static dev.assay.testkit.GuestImage.SLES_12_SP1;
import static dev.assay.testkit.GuestImage.UBUNTU_14_04;
import static dev.assay.testkit.GuestImage.UBUNTU_16_04;

import dev.assay.core.Build;
import dev.assay.testkit.GuestImage;
import dev.assay.testkit.Variant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A guest that containers run in; its image must have docker. */
record ContainerHost(GuestImage image) implements Variant {

  static List<ContainerHost> variants() {
    return Stream.of(DEBIAN_12, CENTOS_7, RHEL_7, UBUNTU_14_04, UBUNTU_16_04, SLES_12_SP1).map(ContainerHost::new).toList();
  }

  @Override
  public String label() {
    return image.label();
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return image.unfitFor(build);
  }
}
