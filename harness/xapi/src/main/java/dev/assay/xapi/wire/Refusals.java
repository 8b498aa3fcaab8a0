package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import java.util.List;

/** Reads {@code [CODE, parameter...]}. */
final class Refusals {

  private Refusals() {}

  static XapiException of(List<?> description) {
    if (description.isEmpty()) {
      throw new MalformedMessageException("reading a refusal: it has no error code");
    }
    var words = description.stream().map(String::valueOf).toList();
    return new XapiException(words.getFirst(), words.subList(1, words.size()));
  }
}
