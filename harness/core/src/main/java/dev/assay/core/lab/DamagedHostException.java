package dev.assay.core.lab;

import dev.assay.core.AssayException;

/** What a host keeps for the harness is damaged: the host answers, and no waiting mends it. */
public final class DamagedHostException extends AssayException.Lab {

  public DamagedHostException(String message) {
    super(message);
  }
}
