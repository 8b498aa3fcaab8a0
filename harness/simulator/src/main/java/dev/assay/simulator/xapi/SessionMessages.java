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
        .quick("session.get_all_subject_identifiers", _ -> List.of())
        .quick("session.logout_subject_identifier", _ -> Handler.VOID);
  }

  private static Object login(Call call) {
    checkPassword(call);
    return open(call, false);
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
