package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import java.time.Duration;
import java.util.List;

/** Logging in and out. */
final class SessionMessages {

  private SessionMessages() {}

  static void register(Messages messages) {
    messages
        .quick("session.login_with_password", SessionMessages::login)
        .anywhere("session.slave_local_login_with_password", SessionMessages::localLogin)
        .quick("session.logout", SessionMessages::logout)
        .anywhere("session.local_logout", SessionMessages::logout)
        .quick("session.change_password", SessionMessages::changePassword)
        .quick("session.get_all_subject_identifiers", call -> call.database()
            .where("session", session -> !session.text("auth_user_sid").isEmpty())
            .<Object>map(session -> session.text("auth_user_sid"))
            .distinct()
            .toList())
        .quick("session.logout_subject_identifier", SessionMessages::logoutSubject);
  }

  private static Object logoutSubject(Call call) {
    call.database()
        .where("subject", subject -> subject.text("subject_identifier").equals(call.text(0)))
        .forEach(subject -> call.host().sessions().closeOf(call.database(), subject));
    return Handler.VOID;
  }

  private static Object login(Call call) {
    boolean external = !call.host().record().text("external_auth_type").isEmpty();
    if (external && !call.text(0).equals("root") && Directory.accepts(call.text(0), call.text(1))) {
      return openFor(call, subject(call));
    }
    checkPassword(call);
    return open(call, false);
  }

  /** Find what the pool knows of a user whose password the directory accepted. */
  private static Entity subject(Call call) {
    var identifier = Directory.identifier(call.text(0)).orElseThrow();
    return call.database()
        .where("subject", subject -> subject.text("subject_identifier").equals(identifier))
        .findFirst()
        .orElseThrow(() -> Refusal.of("SESSION_AUTHENTICATION_FAILED", call.text(0), "The user is not in the pool's subject list"));
  }

  private static Object openFor(Call call, Entity subject) {
    var ref = (String) open(call, false);
    call.database().get("session", ref)
        .set("is_local_superuser", false).set("subject", subject.ref()).set("auth_user_sid", subject.get("subject_identifier"));
    return ref;
  }

  private static Object localLogin(Call call) {
    checkPassword(call);
    return open(call, true);
  }

  private static void checkPassword(Call call) {
    if (!call.host().login(call.text(0), call.text(1)) && !call.has(Defect.WRONG_PASSWORD_ACCEPTED)) {
      // PAM answers a wrong password late, so that guessing is slow.
      call.time().sleep(Duration.ofMillis((long) (1500 + 1500 * call.pool().chance().nextDouble())));
      throw Refusal.of("SESSION_AUTHENTICATION_FAILED", call.text(0), "Authentication failure");
    }
  }

  private static Object open(Call call, boolean local) {
    var originator = call.text(3, "");
    return call.host().sessions()
        .open(call.database(), call.host().record(), call.text(0), originator, local, call.host().now())
        .ref();
  }

  private static Object logout(Call call) {
    call.session().filter(_ -> !call.has(Defect.SESSION_LEAK)).ifPresent(session -> call.host().sessions().close(call.database(), session));
    return Handler.VOID;
  }

  private static Object changePassword(Call call) {
    if (!call.host().login("root", call.text(0))) {
      throw Refusal.of("SESSION_AUTHENTICATION_FAILED", "root", "Authentication failure");
    }
    call.pool().members().forEach(host -> host.changePassword(call.text(1)));
    return Handler.VOID;
  }
}
