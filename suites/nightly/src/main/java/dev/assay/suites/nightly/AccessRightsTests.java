package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertThat;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Deed;
import dev.assay.testkit.EveryCombination;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Role;
import dev.assay.testkit.Vm;
import org.testng.annotations.Test;

/** A user from a directory may do what its role may, and nothing else. */
@Area("access-rights")
@Needs(Capability.ACCOUNTS)
@EveryCombination
@Priority(2)
class AccessRightsTests {

  private final Pool pool;
  private final Role role;
  private final Deed deed;

  AccessRightsTests(Pool pool, Role role, Deed deed) {
    this.pool = pool;
    this.role = role;
    this.deed = deed;
  }

  @Test
  void userMayDoWhatItsRoleMay() {
    try (var directory = pool.joinDirectory(); Vm vm = pool.create(vm())) {
      directory.admit(role);
      var refusal = directory.refusal(deed, vm);
      if (deed.isAllowedTo(role)) {
        assertThat(refusal).as("what a " + role.label() + " is refused with who wants to " + deed.label()).isEmpty();
      } else {
        assertThat(refusal).as("what a " + role.label() + " is refused with who wants to " + deed.label()).isPresent();
      }
    }
  }
}
