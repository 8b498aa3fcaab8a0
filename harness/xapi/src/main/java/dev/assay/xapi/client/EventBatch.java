package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.WireWord;
import dev.assay.xapi.model.XapiRecord;
import dev.assay.xapi.table.ApiClass;
import dev.assay.xapi.table.ApiTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What changed, and from where to ask next.
 *
 * @param token to pass to the next call
 * @param validRefCounts how many objects of each class (in lower case) there are now
 */
public record EventBatch(String token, List<XapiEvent> events, SequencedMap<String, Long> validRefCounts) {

  static EventBatch read(ApiTable table, Object answer) {
    if (!(answer instanceof Map<?, ?> batch
        && batch.get("token") instanceof String token
        && batch.get("events") instanceof List<?> events)) {
      throw new AssayException.Product("reading a batch of events: the server sent '" + answer + "'");
    }
    var counts = new LinkedHashMap<String, Long>();
    if (batch.get("valid_ref_counts") instanceof Map<?, ?> sent) {
      sent.forEach((name, count) -> counts.put((String) name, (Long) count));
    }
    return new EventBatch(token, events.stream().map(event -> event(table, (Map<?, ?>) event)).toList(), counts);
  }

  private static XapiEvent event(ApiTable table, Map<?, ?> event) {
    var sentName = text(event, "class");
    var className = table.findInLowerCase(sentName).map(ApiClass::name).orElse(sentName);
    var operation = WireWord.find(XapiEvent.Operation.values(), text(event, "operation")).orElse(XapiEvent.Operation.UNRECOGNIZED);
    return new XapiEvent(text(event, "id"), className, operation, text(event, "ref"), snapshot(className, event.get("snapshot")));
  }

  private static Optional<XapiRecord> snapshot(String className, @Nullable Object sent) {
    if (!(sent instanceof Map<?, ?> fields) || fields.isEmpty()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, Object>();
    fields.forEach((name, value) -> values.put((String) name, value));
    return Optional.of(new XapiRecord(className, values));
  }

  private static String text(Map<?, ?> event, String name) {
    return Optional.ofNullable(event.get(name)).map(Object::toString).orElse("");
  }
}
