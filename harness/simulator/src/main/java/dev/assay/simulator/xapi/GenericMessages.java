package dev.assay.simulator.xapi;

import dev.assay.xapi.table.Access;
import dev.assay.xapi.table.ApiField;
import dev.assay.xapi.table.ApiMessage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The messages that follow from a class's fields: records, getters, setters, and what adds to and removes from sets and maps. */
final class GenericMessages {

  private GenericMessages() {}

  /** Return what answers this message, when it says nothing but reading or setting a field. */
  static Optional<Handler> handlerFor(Schemas schemas, ApiMessage message) {
    var type = message.className();
    return switch (message.name()) {
      case "get_record" -> Optional.of(call -> record(call, call.object(0, type)));
      case "get_all" -> Optional.of(call -> refs(call.database().all(type)));
      case "get_all_records" -> Optional.of(call -> records(call, call.database().all(type)));
      case "get_all_records_where" -> Optional.of(call -> records(call, where(call, type)));
      case "get_by_uuid" -> Optional.of(call -> byUuid(call, type));
      case "get_by_name_label" -> Optional.of(call -> byName(call, type));
      default -> accessor(schemas.of(type), message);
    };
  }

  private static Optional<Handler> accessor(Schema schema, ApiMessage message) {
    if (!message.implicit() && !isPlainSetter(schema, message)) {
      return Optional.empty();
    }
    return on("get_", schema, message, false, GenericMessages::getter)
        .or(() -> on("set_", schema, message, true, GenericMessages::setter))
        .or(() -> on("add_to_", schema, message, true, GenericMessages::putter))
        .or(() -> on("remove_from_", schema, message, true, GenericMessages::remover))
        .or(() -> on("add_", schema, message, true, GenericMessages::adder))
        .or(() -> on("remove_", schema, message, true, GenericMessages::elementRemover));
  }

  /** Some fields that say read-only are set by a message of their own that does nothing else, such as those of labels. */
  private static boolean isPlainSetter(Schema schema, ApiMessage message) {
    return PLAIN_SETTERS.contains(schema.name() + "." + message.name());
  }

  private static final List<String> PLAIN_SETTERS = List.of(
      "VM.set_other_config", "VM.add_to_other_config", "VM.remove_from_other_config",
      "VM.set_platform", "VM.add_to_platform", "VM.remove_from_platform",
      "VM.set_NVRAM", "VM.add_to_NVRAM", "VM.remove_from_NVRAM",
      "VM.set_actions_after_crash",
      "VDI.set_name_label", "VDI.set_name_description", "VDI.set_read_only", "VDI.set_sharable", "VDI.set_on_boot",
      "VDI.set_allow_caching", "SR.set_name_label", "SR.set_name_description", "SR.set_shared", "SR.set_physical_size",
      "VIF.set_locking_mode", "VIF.remove_ipv4_allowed", "VIF.remove_ipv6_allowed",
      "network.remove_purpose",
      "host.set_multipathing", "host.set_iscsi_iqn", "host.set_ssl_legacy", "host.set_numa_affinity_policy",
      "pool.add_to_guest_agent_config", "pool.remove_from_guest_agent_config", "pool.set_igmp_snooping_enabled",
      "task.set_other_config", "task.add_to_other_config", "task.remove_from_other_config",
      "task.set_status", "task.set_progress", "task.set_result", "task.set_error_info",
      "VM.set_has_vendor_device", "VIF.set_trunks", "VIF.add_trunks", "VIF.remove_trunks", "PVS_site.set_PVS_uuid",
      "Observer.set_components", "Observer.set_endpoints", "Observer.set_attributes", "Observer.set_enabled",
      "Observer.set_hosts", "host.set_uefi_certificates", "host.set_max_cstate");

  private interface Maker {
    Handler make(String type, ApiField field);
  }

  private static Optional<Handler> on(String prefix, Schema schema, ApiMessage message, boolean writes, Maker maker) {
    if (!message.name().startsWith(prefix)) {
      return Optional.empty();
    }
    var name = message.name().substring(prefix.length());
    return Optional.of(name)
        .filter(schema::has)
        .map(field -> schema.fieldAt(schema.indexOf(field)))
        .filter(field -> !writes || field.access() == Access.READ_WRITE || isPlainSetter(schema, message))
        .map(field -> maker.make(schema.name(), field));
  }

  private static Handler getter(String type, ApiField field) {
    return call -> call.object(0, type).get(field.name());
  }

  private static Handler setter(String type, ApiField field) {
    return call -> {
      call.object(0, type).set(field.name(), call.arguments().get(1));
      return Handler.VOID;
    };
  }

  private static Handler putter(String type, ApiField field) {
    return call -> {
      var object = call.object(0, type);
      if (object.map(field.name()).containsKey(call.text(1))) {
        throw Refusal.of("MAP_DUPLICATE_KEY", type, field.name(), object.ref(), call.text(1));
      }
      object.putInto(field.name(), call.text(1), call.arguments().get(2));
      return Handler.VOID;
    };
  }

  private static Handler remover(String type, ApiField field) {
    return call -> {
      call.object(0, type).removeFrom(field.name(), call.text(1));
      return Handler.VOID;
    };
  }

  private static Handler adder(String type, ApiField field) {
    return call -> {
      call.object(0, type).addTo(field.name(), call.arguments().get(1));
      return Handler.VOID;
    };
  }

  private static Handler elementRemover(String type, ApiField field) {
    return call -> {
      call.object(0, type).removeElement(field.name(), call.arguments().get(1));
      return Handler.VOID;
    };
  }

  static SequencedMap<String, Object> record(Call call, Entity object) {
    return object.toRecord(call.host().release());
  }

  static List<Object> refs(List<Entity> objects) {
    return objects.stream().<Object>map(Entity::ref).toList();
  }

  static SequencedMap<String, Object> records(Call call, List<Entity> objects) {
    var records = new LinkedHashMap<String, Object>();
    objects.forEach(object -> records.put(object.ref(), record(call, object)));
    return records;
  }

  private static List<Entity> where(Call call, String type) {
    var condition = Condition.parse(call.text(0));
    return call.database().where(type, condition).toList();
  }

  private static Object byUuid(Call call, String type) {
    return call.database().byUuid(type, call.text(0)).orElseThrow(() -> Refusal.of("UUID_INVALID", type, call.text(0))).ref();
  }

  private static Object byName(Call call, String type) {
    return refs(call.database().where(type, object -> object.text("name_label").equals(call.text(0))).toList());
  }
}
