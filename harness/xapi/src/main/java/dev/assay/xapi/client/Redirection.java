package dev.assay.xapi.client;

import dev.assay.xapi.XapiException;
import java.util.Optional;

/** A slave's answer: it names its master. */
final class Redirection {

  private Redirection() {}

  static Optional<String> addressIn(XapiException error) {
    return error.code().equals("HOST_IS_SLAVE") ? error.parameters().stream().findFirst() : Optional.empty();
  }
}
