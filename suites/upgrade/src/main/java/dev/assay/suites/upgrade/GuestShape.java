package dev.assay.suites.upgrade;

import static dev.assay.core.Bytes.gib;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.testkit.GuestImage;
import dev.assay.testkit.VmSpec;
import java.util.List;
import java.util.stream.Stream;

/** The guests of the migration procedure: four systems of both architectures, each with four sizes of memory. */
final class GuestShape {

  private static final List<GuestImage> SYSTEMS = List.of(GuestImage.WINDOWS_7, GuestImage.WINDOWS_10, GuestImage.CENTOS_7, GuestImage.UBUNTU_14_04);
  private static final List<Integer> GIBIBYTES = List.of(2, 4, 8, 15);

  private GuestShape() {}

  static Stream<VmSpec> sixteen() {
    return GIBIBYTES.stream().flatMap(memory -> SYSTEMS.stream().map(system -> vm().from(system).memory(gib(memory))));
  }
}
