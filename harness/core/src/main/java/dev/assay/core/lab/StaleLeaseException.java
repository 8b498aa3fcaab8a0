package dev.assay.core.lab;

import dev.assay.core.AssayException;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;

/** This controller no longer holds the host: its lease expired or was given to another. */
public final class StaleLeaseException extends AssayException.Lab {

  public StaleLeaseException(HostId host, FencingToken token, String seen) {
    super("acting on host " + host + " with token " + token + ": the lease is lost (" + seen
        + "); see 'assay leases', then 'assay resume' the run");
  }
}
