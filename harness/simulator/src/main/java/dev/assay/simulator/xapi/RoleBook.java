package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The roles and the permissions they are made of. They are the same on every host and never change, so they are no
 * objects of a database; a reference follows from the name.
 */
final class RoleBook {

  private static final List<String> ROLES = List.of(
      "pool-admin", "pool-operator", "vm-power-admin", "vm-admin", "vm-operator", "client-cert", "read-only");

  private final SequencedMap<String, Role> byRef = new LinkedHashMap<>();

  /**
   * A role, or a permission, which is a role without others in it.
   *
   * @param members references of the permissions it grants
   */
  record Role(String name, boolean permission, List<Object> members) {

    String uuid() {
      var hex = HexFormat.of().formatHex(digest(name));
      return String.join("-", hex.substring(0, 8), hex.substring(8, 12), hex.substring(12, 16), hex.substring(16, 20), hex.substring(20));
    }

    String ref() {
      return "OpaqueRef:" + uuid();
    }

    private static byte[] digest(String text) {
      try {
        return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    SequencedMap<String, Object> record() {
      return Values.map(
          "uuid", uuid(), "name_label", name, "name_description", permission ? "A basic permission" : "The role " + name,
          "subroles", members, "is_internal", permission);
    }
  }

  RoleBook(ApiTable table) {
    var messages = table.classes().stream()
        .flatMap(type -> type.messages().values().stream())
        .filter(ApiMessage::takesSession)
        .toList();
    messages.forEach(message -> put(new Role(permission(message), true, List.of())));
    for (var role : ROLES) {
      put(new Role(role, false, messages.stream()
          .filter(message -> message.roles().contains(role))
          .<Object>map(message -> new Role(permission(message), true, List.of()).ref())
          .toList()));
    }
  }

  /** Name the permission that a message needs; the product's own are in lower case. */
  static String permission(ApiMessage message) {
    return message.fullName().toLowerCase(Locale.ROOT);
  }

  private void put(Role role) {
    byRef.put(role.ref(), role);
  }

  Role get(String ref) {
    return find(ref).orElseThrow(() -> Refusal.handleInvalid("role", ref));
  }

  Optional<Role> find(String ref) {
    return Optional.ofNullable(byRef.get(ref));
  }

  SequencedMap<String, Role> all() {
    return Collections.unmodifiableSequencedMap(byRef);
  }
}
