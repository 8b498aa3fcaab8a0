package dev.assay.core.lab;

import dev.assay.core.AssayException;

/** Whoever answers shows another certificate or host key than the lab file names: waiting and trying again mend nothing. */
public final class WrongIdentityException extends AssayException.Lab {

  public WrongIdentityException(String message, Throwable cause) {
    super(message, cause);
  }
}
