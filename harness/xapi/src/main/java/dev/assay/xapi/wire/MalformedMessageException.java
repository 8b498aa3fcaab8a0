package dev.assay.xapi.wire;

import dev.assay.core.AssayException;

/** Bytes came that are no XenAPI message, or one beyond the limits of size and depth. */
public final class MalformedMessageException extends AssayException.Lab {

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
