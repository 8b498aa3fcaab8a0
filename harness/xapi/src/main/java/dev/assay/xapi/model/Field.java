package dev.assay.xapi.model;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * A field of a class with the type of its value on our side.
 *
 * @param name as on the wire
 * @param reader makes the value from a wire value
 */
public record Field<R extends Ref, V>(Kind<R> kind, String name, Function<Object, V> reader) {

  /**
   * Read a wire value.
   *
   * @throws AssayException.Product when it has another type
   */
  public V read(Object wireValue) {
    try {
      return reader.apply(wireValue);
    } catch (ClassCastException e) {
      throw new AssayException.Product("reading " + this + ": the server sent '" + wireValue + "', which has another type", e);
    }
  }

  static <R extends Ref> Field<R, String> text(Kind<R> kind, String name) {
    return new Field<>(kind, name, String.class::cast);
  }

  static <R extends Ref> Field<R, Boolean> flag(Kind<R> kind, String name) {
    return new Field<>(kind, name, Boolean.class::cast);
  }

  static <R extends Ref> Field<R, Long> number(Kind<R> kind, String name) {
    return new Field<>(kind, name, Long.class::cast);
  }

  static <R extends Ref> Field<R, Double> real(Kind<R> kind, String name) {
    return new Field<>(kind, name, Double.class::cast);
  }

  static <R extends Ref> Field<R, Bytes> bytes(Kind<R> kind, String name) {
    return new Field<>(kind, name, value -> Bytes.of((Long) value));
  }

  /** The server says -1 for a size that it does not know. */
  static <R extends Ref> Field<R, Optional<Bytes>> bytesIfKnown(Kind<R> kind, String name) {
    return new Field<>(kind, name, value -> (Long) value < 0 ? Optional.empty() : Optional.of(Bytes.of((Long) value)));
  }

  static <R extends Ref> Field<R, Instant> instant(Kind<R> kind, String name) {
    return new Field<>(kind, name, Instant.class::cast);
  }

  static <R extends Ref> Field<R, List<String>> words(Kind<R> kind, String name) {
    return new Field<>(kind, name, value -> ((List<?>) value).stream().map(String.class::cast).toList());
  }

  static <R extends Ref> Field<R, SequencedMap<String, String>> texts(Kind<R> kind, String name) {
    return new Field<>(kind, name, Field::texts);
  }

  static <R extends Ref, E> Field<R, E> word(Kind<R> kind, String name, Function<String, E> reader) {
    return new Field<>(kind, name, value -> reader.apply((String) value));
  }

  static <R extends Ref, T extends Ref> Field<R, T> ref(Kind<R> kind, String name, Kind<T> target) {
    return new Field<>(kind, name, value -> target.ref((String) value));
  }

  static <R extends Ref, T extends Ref> Field<R, List<T>> refs(Kind<R> kind, String name, Kind<T> target) {
    return new Field<>(kind, name, value -> ((List<?>) value).stream().map(ref -> target.ref((String) ref)).toList());
  }

  private static SequencedMap<String, String> texts(Object value) {
    var texts = new LinkedHashMap<String, String>();
    ((SequencedMap<?, ?>) value).forEach((key, text) -> texts.put((String) key, (String) text));
    return texts;
  }

  @Override
  public String toString() {
    return kind + "." + name;
  }
}
