package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiMessage;

/** Whether a session may call a message: root may all, a user from a directory what one of its roles may. */
final class AccessControl {

  private final RoleBook book;

  AccessControl(RoleBook book) {
    this.book = book;
  }

  void check(Session session, ApiMessage message) {
    if (session.record().flag("is_local_superuser")) {
      return;
    }
    boolean allowed = session.record().target("subject").stream()
        .flatMap(subject -> subject.list("roles").stream())
        .map(ref -> book.get((String) ref).name())
        .anyMatch(message.roles()::contains);
    if (!allowed) {
      throw Refusal.of(
          "RBAC_PERMISSION_DENIED", RoleBook.permission(message),
          "No permission in user session. (Roles with this permission: " + String.join(", ", message.roles()) + ")");
    }
  }
}
