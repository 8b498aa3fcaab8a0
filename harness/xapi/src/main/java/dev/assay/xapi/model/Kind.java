package dev.assay.xapi.model;

import java.util.function.Function;

/**
 * A class of objects, and how to make a typed reference to one.
 *
 * @param className as the wire has it: {@code VM}, {@code host}
 */
public record Kind<R extends Ref>(String className, Function<String, R> maker) {

  public R ref(String value) {
    return maker.apply(value);
  }

  public R nullRef() {
    return ref(Ref.NULL);
  }

  @Override
  public String toString() {
    return className;
  }
}
