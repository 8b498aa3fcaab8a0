package dev.assay.drivers.fenced;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.Fence;
import dev.assay.xapi.Transport;
import java.util.List;

/** A toolstack that does something only for the holder of the host's live token; looking and logging out are always allowed. */
public record FencedTransport(Transport transport, Fence fence, HostId host, FencingToken token) implements Transport {

  @Override
  public Object call(String method, List<Object> parameters) {
    if (!method.contains(".get_") && !method.equals("session.logout")) {
      fence.require(host, token);
    }
    return transport.call(method, parameters);
  }
}
