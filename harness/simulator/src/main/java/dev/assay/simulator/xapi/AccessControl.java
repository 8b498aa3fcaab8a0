package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiMessage;
import java.util.Set;

/** Whether a session may call a message: root may all, a user from a directory what one of its roles may. */
final class AccessControl {

  private static final Set<String> SHUTDOWNS = Set.of("VM.clean_shutdown", "VM.hard_shutdown", "VM.shutdown");

  private final RoleBook book;

  AccessControl(RoleBook book) {
    this.book = book;
  }

  void check(Session session, ApiMessage message, Defects defects) {
    if (session.opened().isPresent() && !message.roles().contains("read-only")) {
      throw denied(message);
    }
    boolean hole = defects.has(Defect.RBAC_HOLE) && SHUTDOWNS.contains(message.fullName());
    if (session.record().flag("is_local_superuser") || hole) {
      return;
    }
    boolean allowed = session.record().target("subject").stream()
        .flatMap(subject -> subject.list("roles").stream())
        .map(ref -> book.get((String) ref).name())
        .anyMatch(message.roles()::contains);
    if (!allowed) {
      throw denied(message);
    }
  }

  private static XapiException denied(ApiMessage message) {
    return Refusal.of(
        "RBAC_PERMISSION_DENIED", RoleBook.permission(message),
        "No permission in user session. (Roles with this permission: " + String.join(", ", message.roles()) + ")");
  }
}
