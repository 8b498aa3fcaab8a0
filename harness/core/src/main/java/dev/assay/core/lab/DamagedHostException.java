package dev.assay.core.lab;

import dev.assay.core.AssayException;

/** What a host keeps for the harness is damaged, or what it stands on is used up: no waiting mends it. */
public final class DamagedHostException extends AssayException.Lab {

  public DamagedHostException(String message) {
    super(message);
  }

  public DamagedHostException(String message, Throwable cause) {
    super(message, cause);
  }
}
