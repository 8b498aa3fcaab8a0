package dev.assay.xapi.client;

import dev.assay.xapi.Transport;

/** A session as the server knows it, and the way to that server. */
record Login(Transport transport, String session) {

  /** A session's reference lets its holder in: it is never shown. */
  @Override
  public String toString() {
    return "session";
  }
}
