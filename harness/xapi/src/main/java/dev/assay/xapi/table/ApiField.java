package dev.assay.xapi.table;

import java.util.Optional;

/**
 * A field of a class.
 *
 * @param defaultValue the wire value it starts with where the API states one
 */
public record ApiField(String name, ApiType type, Access access, Lifecycle lifecycle, Optional<Object> defaultValue) {

  /** Make the value it has in a new object that nobody gave one: the default, else the type's empty value. */
  public Object initialValue() {
    return defaultValue.orElseGet(type::emptyValue);
  }
}
