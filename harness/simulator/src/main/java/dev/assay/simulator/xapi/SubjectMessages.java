package dev.assay.simulator.xapi;

import java.util.List;

/** Users from a directory service, the roles they have in the pool, and the way to the directory. */
final class SubjectMessages {

  private final RoleBook book;

  private SubjectMessages(RoleBook book) {
    this.book = book;
  }

  static void register(Messages messages, RoleBook book) {
    new SubjectMessages(book).register(messages);
  }

  private void register(Messages messages) {
    messages
        .quick("subject.create", SubjectMessages::create)
        .quick("subject.destroy", SubjectMessages::destroy)
        .quick("subject.add_to_roles", this::addRole)
        .quick("subject.remove_from_roles", this::removeRole)
        .quick("subject.get_permissions_name_label", call -> call.object(0, "subject").list("roles").stream()
            .flatMap(role -> book.get((String) role).members().stream())
            .<Object>map(ref -> book.get((String) ref).name())
            .distinct()
            .toList())
        .quick("auth.get_subject_identifier", call -> identifier(call, call.text(0)))
        .quick("auth.get_subject_information_from_identifier", SubjectMessages::information)
        .quick("auth.get_group_membership", call -> {
          mustBeJoined(call);
          return List.of();
        })
        .quick("host.enable_external_auth", call -> enable(call.object(0, "host"), call))
        .quick("host.disable_external_auth", call -> disable(call.object(0, "host")))
        .quick("pool.enable_external_auth", call -> {
          call.database().all("host").forEach(host -> enable(host, call));
          return Handler.VOID;
        })
        .quick("pool.disable_external_auth", call -> {
          call.database().all("host").forEach(SubjectMessages::disable);
          return Handler.VOID;
        })
        .quick("pool.detect_nonhomogeneous_external_auth", call -> {
          if (call.database().all("host").stream().map(host -> host.text("external_auth_type")).distinct().count() > 1) {
            throw Refusal.of("POOL_AUTH_ALREADY_ENABLED", call.host().record().ref());
          }
          return Handler.VOID;
        });
  }

  private static Object create(Call call) {
    var identifier = String.valueOf(call.map(0).getOrDefault("subject_identifier", ""));
    if (call.database().where("subject", subject -> subject.text("subject_identifier").equals(identifier)).findAny().isPresent()) {
      throw Refusal.of("SUBJECT_ALREADY_EXISTS");
    }
    // Since then the server asks the directory who that is.
    if (call.host().release().compareTo(call.database().schemas().table().release("21.2.0")) >= 0) {
      mustBeJoined(call);
    }
    return Creation.from(call.database(), "subject", call.map(0)).set("roles", List.of()).ref();
  }

  private static Object destroy(Call call) {
    var subject = call.object(0, "subject");
    call.host().sessions().closeOf(call.database(), subject);
    call.database().delete(subject);
    return Handler.VOID;
  }

  private Object addRole(Call call) {
    var subject = call.object(0, "subject");
    mustBeRole(call);
    if (subject.list("roles").contains(call.text(1))) {
      throw Refusal.of("ROLE_ALREADY_EXISTS");
    }
    subject.addTo("roles", call.text(1));
    return Handler.VOID;
  }

  private Object removeRole(Call call) {
    var subject = call.object(0, "subject");
    mustBeRole(call);
    if (!subject.list("roles").contains(call.text(1))) {
      throw Refusal.of("ROLE_NOT_FOUND");
    }
    subject.removeElement("roles", call.text(1));
    return Handler.VOID;
  }

  private void mustBeRole(Call call) {
    if (book.find(call.text(1)).filter(role -> !role.permission()).isEmpty()) {
      throw Refusal.of("ROLE_NOT_FOUND");
    }
  }

  private static void mustBeJoined(Call call) {
    if (call.host().record().text("external_auth_type").isEmpty()) {
      throw Refusal.of("AUTH_IS_DISABLED");
    }
  }

  private static String identifier(Call call, String account) {
    mustBeJoined(call);
    return Directory.identifier(account).orElseThrow(() -> Refusal.of("SUBJECT_CANNOT_BE_RESOLVED"));
  }

  private static Object information(Call call) {
    mustBeJoined(call);
    return Values.map("subject-sid", call.text(0), "subject-is-group", "false", "subject-account-disabled", "false",
        "subject-account-expired", "false", "subject-account-locked", "false", "subject-password-expired", "false");
  }

  private static Object enable(Entity host, Call call) {
    if (!host.text("external_auth_type").isEmpty()) {
      var code = call.method().startsWith("pool.") ? "POOL_AUTH_ALREADY_ENABLED" : "AUTH_ALREADY_ENABLED";
      throw code.startsWith("POOL")
          ? Refusal.of(code, host.ref())
          : Refusal.of(code, host.text("external_auth_type"), host.text("external_auth_service_name"));
    }
    if (!call.text(3).equals("AD")) {
      throw Refusal.of("AUTH_UNKNOWN_TYPE", call.text(3));
    }
    var user = Values.text(call.map(1), "user");
    if (!Directory.accepts(user, Values.text(call.map(1), "pass"))) {
      throw call.method().startsWith("pool.")
          ? Refusal.of("POOL_AUTH_ENABLE_FAILED_WRONG_CREDENTIALS", host.ref(), "The directory refused " + user)
          : Refusal.of("AUTH_ENABLE_FAILED_WRONG_CREDENTIALS", "The directory refused " + user);
    }
    host.set("external_auth_type", "AD").set("external_auth_service_name", call.text(2));
    host.set("external_auth_configuration", Values.map("domain", call.text(2), "user", user));
    return Handler.VOID;
  }

  private static Object disable(Entity host) {
    host.set("external_auth_type", "").set("external_auth_service_name", "").set("external_auth_configuration", Values.map());
    return Handler.VOID;
  }
}
