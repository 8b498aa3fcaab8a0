package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.OtherRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lab's directory of users, joined by a pool until it is closed. A lab that tries access rights has one named {@code lab.example}, with the
 * accounts {@code assay-admin} and {@code assay-alice}, each with its name as its password.
 */
public final class Directory implements AutoCloseable {

  private static final String NAME = "lab.example";
  private static final String ADMINISTRATOR = "assay-admin";
  private static final String USER = "assay-alice";

  private final Toolstack toolstack;

  private Directory(Toolstack toolstack) {
    this.toolstack = toolstack;
  }

  static Directory joined(Toolstack toolstack) {
    return toolstack.bench().act("directory.join", NAME, Map.of(), () -> {
      var administrator = new LinkedHashMap<String, Object>();
      administrator.put("user", ADMINISTRATOR);
      administrator.put("pass", ADMINISTRATOR);
      toolstack.session().call("pool.enable_external_auth", toolstack.pool(), administrator, NAME, "AD");
      return new Directory(toolstack);
    });
  }

  /** Let the user in with this role. */
  public void admit(Role role) {
    var session = toolstack.session();
    var subject = session.callFor(OtherRef.kindOf("subject"), "subject.create", Records.subject((String) session.call("auth.get_subject_identifier", USER), USER));
    session.call("subject.add_to_roles", subject, session.callForAll(role(), "role.get_by_name_label", role.label()).getFirst());
  }

  /** Let the user in no more. */
  public void dismiss() {
    subjects().forEach(subject -> toolstack.session().call("subject.destroy", subject));
  }

  /** Have the user do something; return what it was refused with, or nothing when it was let do it, whatever came of it. */
  public Optional<String> refusal(Deed deed, Vm vm) {
    try (var session = logIn()) {
      deed.by(session, vm);
      return Optional.empty();
    } catch (XapiException e) {
      return e.code().equals("RBAC_PERMISSION_DENIED") ? Optional.of(e.code()) : Optional.empty();
    }
  }

  /** Log in as the user, with its password. */
  public XapiSession logIn() {
    return toolstack.login(USER, USER);
  }

  /** Log in as the user with some other password. */
  public void logIn(String password) {
    toolstack.login(USER, password).close();
  }

  private List<OtherRef> subjects() {
    return toolstack.session().callForAll(OtherRef.kindOf("subject"), "subject.get_all");
  }

  private static dev.assay.xapi.model.Kind<OtherRef> role() {
    return OtherRef.kindOf("role");
  }

  @Override
  public void close() {
    toolstack.bench().act("directory.leave", NAME, () -> {
      dismiss();
      toolstack.session().call("pool.disable_external_auth", toolstack.pool(), new LinkedHashMap<String, Object>());
    });
  }
}
