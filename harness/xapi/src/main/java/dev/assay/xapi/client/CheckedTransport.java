package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.Transport;
import dev.assay.xapi.table.ApiClass;
import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds every answer of a server to the API's table, down to the fields of records and events' snapshots.
 *
 * <p>For servers that claim to be like a real one. Fields that the table does not know are a fault here, though the client
 * tolerates them.
 */
public record CheckedTransport(Transport server, ApiTable table) implements Transport {

  /** @throws AssayException.Product when the answer is of another type than the table states, with where it differs */
  @Override
  public Object call(String method, List<Object> parameters) {
    var answer = server.call(method, parameters);
    if (method.startsWith(CallCheck.ASYNC)) {
      check(method, new ApiType.RefType("task"), answer);
    } else {
      table.message(method).map(ApiMessage::result).ifPresent(type -> check(method, type, answer));
    }
    return answer;
  }

  private void check(String where, ApiType type, Object value) {
    if (!type.accepts(value)) {
      throw new AssayException.Product("checking " + where + ": '" + value + "' is no " + type);
    }
    switch (type) {
      case ApiType.RecordType record -> checkRecord(where, record.className(), (Map<?, ?>) value);
      case ApiType.SetType set -> ((List<?>) value).forEach(element -> check(where, set.element(), element));
      case ApiType.MapType map -> ((Map<?, ?>) value).forEach((key, element) -> check(where + " at " + key, map.value(), element));
      case ApiType.OptionType option -> check(where, option.value(), value);
      case ApiType.EventBatchType _ -> checkBatch(where, (Map<?, ?>) value);
      case ApiType.EnumType words -> checkWord(where, words, value);
      case ApiType.StringType _, ApiType.IntType _, ApiType.FloatType _, ApiType.BoolType _, ApiType.DateTimeType _,
          ApiType.VoidType _, ApiType.RefType _, ApiType.AnyRecordType _ -> {}
    }
  }

  private static void checkWord(String where, ApiType.EnumType type, Object word) {
    if (!type.values().contains(word)) {
      throw new AssayException.Product("checking " + where + ": '" + word + "' is none of " + type.name() + " " + type.values());
    }
  }

  private void checkRecord(String where, String className, Map<?, ?> record) {
    record.forEach((name, value) -> {
      var field = table.field(className, (String) name).orElseThrow(() -> new AssayException.Product(
          "checking " + where + ": class " + className + " has no field '" + name + "'"));
      check(where + ", field " + name, field.type(), value);
    });
  }

  private void checkBatch(String where, Map<?, ?> batch) {
    if (!(batch.get("token") instanceof String && batch.get("events") instanceof List<?> events)) {
      throw new AssayException.Product("checking " + where + ": '" + batch + "' has no token or no events");
    }
    events.forEach(event -> checkSnapshot(where, (Map<?, ?>) event));
  }

  private void checkSnapshot(String where, Map<?, ?> event) {
    var className = Optional.ofNullable(event.get("class")).flatMap(name -> table.findInLowerCase((String) name)).map(ApiClass::name)
        .orElseThrow(() -> new AssayException.Product("checking " + where + ": an event of no known class: " + event));
    if (event.get("snapshot") instanceof Map<?, ?> snapshot) {
      checkRecord(where + ", snapshot of " + className, className, snapshot);
    }
  }
}
