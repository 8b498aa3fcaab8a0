package dev.assay.core.lab;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;

/** Refuses whoever lost the host: asked before every action that could change one. */
public interface Fence {

  /**
   * Return if the token is the host's live one.
   *
   * @throws StaleLeaseException when the lease expired, was released, or a newer one exists
   */
  void require(HostId host, FencingToken token);
}
