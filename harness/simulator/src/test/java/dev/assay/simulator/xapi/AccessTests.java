package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.XapiException;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class AccessTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String joinDirectory() {
    client.call("pool.enable_external_auth", client.refs("pool.get_all").getFirst(), Values.map("user", "assay-admin", "pass", "assay-admin"), "lab.example", "AD");
    return client.text("subject.create", Values.map(
        "subject_identifier", client.text("auth.get_subject_identifier", "assay-alice"), "other_config", Values.map("subject-name", "assay-alice")));
  }

  private XapiLab.Client login(String user) {
    return new XapiLab.Client(client.host(), (String) client.host().xapi().call("session.login_with_password", List.of(user, user)));
  }

  @Test
  public void aUserMayDoWhatItsRoleMay() {
    inside(() -> {
      var subject = joinDirectory();
      client.call("subject.add_to_roles", subject, client.only("role", "read-only"));
      var alice = login("assay-alice");
      var template = client.only("VM", "Debian Bookworm 12");
      assertThat(alice.refs("VM.get_all")).contains(template);
      assertRefused(
          () -> alice.call("VM.clone", template, "mine"), "RBAC_PERMISSION_DENIED", "vm.clone",
          "No permission in user session. (Roles with this permission: pool-admin, pool-operator, vm-power-admin, vm-admin)");
      var task = alice.text("Async.VM.clone", template, "mine");
      lab.time.sleep(java.time.Duration.ofSeconds(1));
      assertThat(client.refs("task.get_error_info", task)).startsWith("RBAC_PERMISSION_DENIED", "vm.clone");
      client.call("subject.add_to_roles", subject, client.only("role", "vm-admin"));
      assertThat(alice.text("VM.clone", template, "mine")).startsWith("OpaqueRef:");
    });
  }

  private String shutDownAsReader() {
    var vm = client.startVm("a");
    client.call("subject.add_to_roles", joinDirectory(), client.only("role", "read-only"));
    try {
      login("assay-alice").call("VM.hard_shutdown", vm);
      return (String) client.get("VM", vm, "power_state");
    } catch (XapiException e) {
      return e.code();
    }
  }

  @Test
  public void aReaderShutsVmsDownOnlyThroughTheHole() {
    inside(() -> assertThat(shutDownAsReader()).isEqualTo("RBAC_PERMISSION_DENIED"));
    setUp(1, Defect.RBAC_HOLE);
    inside(() -> assertThat(shutDownAsReader()).isEqualTo("Halted"));
  }

  @Test
  public void aUserThatIsRemovedIsLoggedOut() {
    inside(() -> {
      var subject = joinDirectory();
      client.call("subject.add_to_roles", subject, client.only("role", "pool-admin"));
      var alice = login("assay-alice");
      client.call("subject.destroy", subject);
      assertRefused(() -> alice.call("VM.get_all"), "SESSION_INVALID", alice.session());
      assertRefused(() -> client.call("subject.add_to_roles", joinAgain(), "OpaqueRef:none"), "ROLE_NOT_FOUND");
    });
  }

  private String joinAgain() {
    return client.text("subject.create", Values.map("subject_identifier", "S-1", "other_config", Values.map()));
  }

  @Test
  public void rolesAreKnownByNamesThatNeverChange() {
    inside(() -> {
      assertThat(client.only("role", "pool-admin")).isEqualTo("OpaqueRef:0165f154-ba3e-034e-6b27-5d271af109ba");
      assertThat(client.text("role.get_by_uuid", "cb68795a-8d1c-f2bb-6869-4946fd2df840")).isEqualTo(client.only("role", "session.get_record"));
      assertThat(client.refs("role.get_permissions_name_label", client.only("role", "vm-operator"))).contains("vm.start").doesNotContain("vm.destroy");
    });
  }
}
