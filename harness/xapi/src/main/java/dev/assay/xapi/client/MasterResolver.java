package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.Transport;

/** Knows how to reach the pool's master, whose address a slave tells instead of answering. */
@FunctionalInterface
public interface MasterResolver {

  /** For labs of single hosts: nobody is redirected anywhere. */
  MasterResolver NONE = address -> {
    throw new AssayException.Lab("logging in: the host is a slave of " + address
        + ", and nothing here says how to reach that; log in to the master");
  };

  Transport transportTo(String address);
}
