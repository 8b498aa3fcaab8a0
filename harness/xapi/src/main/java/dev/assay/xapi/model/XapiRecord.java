package dev.assay.xapi.model;

import dev.assay.core.AssayException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * All fields of one object as the server sent them; fields that this version of Assay does not know are kept.
 *
 * @param values wire values by field name
 */
public record XapiRecord(String className, SequencedMap<String, Object> values) {

  public XapiRecord {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /**
   * Read a field.
   *
   * @throws AssayException.Product when the server sent no such field; an older server may not have it, see {@link #find}
   */
  public <V> V get(Field<?, V> field) {
    return find(field).orElseThrow(() -> new AssayException.Product(
        "reading " + field + ": the record has only " + values.keySet()));
  }

  /** Read a field that older servers do not have. */
  public <V> Optional<V> find(Field<?, V> field) {
    if (!field.kind().className().equals(className)) {
      throw new IllegalArgumentException("reading " + field + " from a record of " + className);
    }
    return Optional.ofNullable(values.get(field.name())).map(field::read);
  }
}
