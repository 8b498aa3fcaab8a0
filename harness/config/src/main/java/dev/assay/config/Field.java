package dev.assay.config;

import java.util.Optional;
import java.util.function.Function;

/** What reading one place of a file gave: a value, or nothing because a problem was recorded there. */
public sealed interface Field<T> {

  record Read<T>(T content) implements Field<T> {}

  record Broken<T>() implements Field<T> {}

  static <T> Field<T> of(T value) {
    return new Read<>(value);
  }

  static <T> Field<T> broken() {
    return new Broken<>();
  }

  /** Return the value; only inside {@link Section#make}, which runs when all fields of a section were read well. */
  default T get() {
    return value().orElseThrow(() -> new IllegalStateException("a broken field was asked for its value; use Section.make"));
  }

  default Optional<T> value() {
    return switch (this) {
      case Read<T>(var content) -> Optional.of(content);
      case Broken<T> _ -> Optional.empty();
    };
  }

  default boolean isBroken() {
    return value().isEmpty();
  }

  default <R> Field<R> map(Function<T, R> change) {
    return switch (this) {
      case Read<T>(var content) -> of(change.apply(content));
      case Broken<T> _ -> broken();
    };
  }
}
