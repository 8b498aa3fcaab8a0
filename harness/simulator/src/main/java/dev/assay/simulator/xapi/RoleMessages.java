package dev.assay.simulator.xapi;

import dev.assay.simulator.xapi.RoleBook.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Roles and permissions, which can only be read. */
final class RoleMessages {

  private final RoleBook book;

  private RoleMessages(RoleBook book) {
    this.book = book;
  }

  static void register(Messages messages, RoleBook book) {
    new RoleMessages(book).register(messages);
  }

  private void register(Messages messages) {
    messages
        .quick("role.get_all", _ -> List.copyOf(book.all().keySet()))
        .quick("role.get_all_records", _ -> records(_ -> true))
        .quick("role.get_by_uuid", call -> find(call, role -> role.uuid().equals(call.text(0))))
        .quick("role.get_by_name_label", call -> refs(role -> role.name().equals(call.text(0))))
        .quick("role.get_permissions", call -> book.get(call.text(0)).members())
        .quick("role.get_permissions_name_label", call -> book.get(call.text(0)).members().stream().<Object>map(ref -> book.get((String) ref).name()).toList())
        .quick("role.get_by_permission", call -> refs(role -> role.members().contains(call.text(0))))
        .quick("role.get_by_permission_name_label", call -> refs(role -> role.members().contains(new Role(call.text(0), true, List.of()).ref())));
    messages.quick("role.get_all_records_where", call -> {
      // The product answers from its database, where there are no roles.
      throw Refusal.unknownMethod(call.method());
    });
    field(messages, "get_record", Role::record);
    field(messages, "get_uuid", Role::uuid);
    field(messages, "get_name_label", Role::name);
    field(messages, "get_name_description", role -> role.record().get("name_description"));
    field(messages, "get_subroles", Role::members);
    field(messages, "get_is_internal", Role::permission);
  }

  private void field(Messages messages, String name, Function<Role, Object> value) {
    messages.quick("role." + name, call -> value.apply(book.get(call.text(0))));
  }

  private Object records(Predicate<Role> wanted) {
    var records = new LinkedHashMap<String, Object>();
    book.all().forEach((ref, role) -> {
      if (wanted.test(role)) {
        records.put(ref, role.record());
      }
    });
    return records;
  }

  private List<Object> refs(Predicate<Role> wanted) {
    return book.all().values().stream().filter(wanted).<Object>map(Role::ref).toList();
  }

  private Object find(Call call, Predicate<Role> wanted) {
    return refs(wanted).stream().findFirst().orElseThrow(() -> Refusal.of("UUID_INVALID", "role", call.text(0)));
  }
}
