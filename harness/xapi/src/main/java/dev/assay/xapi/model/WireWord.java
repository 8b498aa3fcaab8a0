package dev.assay.xapi.model;

import java.util.Arrays;
import java.util.Optional;

/** One of an enum's words as the wire writes it. */
public interface WireWord {

  String word();

  static <E extends WireWord> Optional<E> find(E[] values, String word) {
    return Arrays.stream(values).filter(value -> value.word().equals(word)).findFirst();
  }
}
