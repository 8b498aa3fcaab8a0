package dev.assay.suites.upgrade;

import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.testkit.Vm;

/** The tools that a release brings for guests that came from an older one. */
final class NewTools {

  private NewTools() {}

  static void areTakenBy(Vm guest) {
    var before = guest.toolsVersion();
    guest.upgradeTools();
    assertThat(guest.toolsVersion()).as("tools of %s after their upgrade", guest).isNotEqualTo(before);
  }
}
