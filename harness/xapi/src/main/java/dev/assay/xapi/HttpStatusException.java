package dev.assay.xapi;

import dev.assay.core.AssayException;

/** A server's HTTP path answered, but not with 200: 401 for a session it does not know, 404 for a path it does not have. */
public final class HttpStatusException extends AssayException.Product {

  private final int status;

  public HttpStatusException(String path, int status, String detail) {
    super("asking for " + path + ": HTTP status " + status + (detail.isBlank() ? "" : ", " + detail));
    this.status = status;
  }

  public int status() {
    return status;
  }
}
