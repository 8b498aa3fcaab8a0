package dev.assay.xapi.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A class of objects: its fields and messages by their names on the wire, in the API's order, and the enums it declares. */
public record ApiClass(
    String name,
    Lifecycle lifecycle,
    SequencedMap<String, ApiField> fields,
    SequencedMap<String, ApiMessage> messages,
    List<ApiType.EnumType> enums) {

  public ApiClass {
    fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    messages = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(messages));
    enums = List.copyOf(enums);
  }

  public Optional<ApiField> field(String fieldName) {
    return Optional.ofNullable(fields.get(fieldName));
  }

  public Optional<ApiMessage> message(String messageName) {
    return Optional.ofNullable(messages.get(messageName));
  }

  /** List the fields that a record has in this release; fields once published stay in it even when removed from the API. */
  public List<ApiField> recordFields(Release release) {
    return fields.values().stream().filter(field -> field.lifecycle().knownIn(release)).toList();
  }
}
