package dev.assay.config;

import java.util.function.Function;

/** How one kind of value is read from a place in a file; ready ones are in {@link Types}. */
@FunctionalInterface
public interface Type<T> {

  /** Read the value, or record at the place what is wrong and return {@link Field#broken}. */
  Field<T> read(Place place);

  /** Turn what is read into something else, which cannot fail. */
  default <R> Type<R> map(Function<T, R> change) {
    return place -> read(place).map(change);
  }
}
