package dev.assay.drivers.fenced;

import dev.assay.core.AssayException;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.NetworkBoot;
import java.net.URI;
import java.util.List;
import java.util.SequencedMap;

/**
 * A network boot service that serves a host only for the holder of the host's live token.
 *
 * @param tokens the hosts of one lease with their tokens; any other host is refused
 */
public record FencedNetworkBoot(NetworkBoot networkBoot, Fence fence, SequencedMap<HostId, FencingToken> tokens)
    implements NetworkBoot {

  @Override
  public void publish(HostId host, SequencedMap<String, byte[]> files) {
    require(host);
    networkBoot.publish(host, files);
  }

  @Override
  public void withdraw(HostId host) {
    require(host);
    networkBoot.withdraw(host);
  }

  @Override
  public URI address(HostId host, String file) {
    return networkBoot.address(host, file);
  }

  @Override
  public List<String> reports(HostId host) {
    return networkBoot.reports(host);
  }

  private void require(HostId host) {
    var token = tokens.get(host);
    if (token == null) {
      throw new AssayException.Lab("serving installation files to host " + host + ": the lease is of " + tokens.sequencedKeySet()
          + " only; reserve the host first");
    }
    fence.require(host, token);
  }
}
