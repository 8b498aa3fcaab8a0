package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.OtherRef;
import dev.assay.xapi.model.PifFields;
import dev.assay.xapi.model.PifRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A private network between all hosts of a pool, carried through tunnels over their management interfaces. Closing it takes it apart. */
public final class Tunnel implements AutoCloseable {

  private static final dev.assay.xapi.model.Kind<OtherRef> KIND = OtherRef.kindOf("tunnel");

  private final Toolstack toolstack;
  private final Network network;
  private final List<OtherRef> ends = new ArrayList<>();

  private Tunnel(Toolstack toolstack, Network network) {
    this.toolstack = toolstack;
    this.network = network;
  }

  static Tunnel make(Toolstack toolstack, String name) {
    return toolstack.bench().act("tunnel.create", name, Map.of(), () -> {
      var tunnel = new Tunnel(toolstack, Network.make(toolstack, name, 1500));
      try {
        for (var pif : managementInterfaces(toolstack)) {
          tunnel.ends.add(toolstack.session().callFor(KIND, "tunnel.create", pif, tunnel.network.ref()));
        }
        return tunnel;
      } catch (XapiException e) {
        tunnel.undo();
        throw e;
      }
    });
  }

  private static List<PifRef> managementInterfaces(Toolstack toolstack) {
    return toolstack.session().all(PifRef.KIND).entrySet().stream().filter(pif -> pif.getValue().get(PifFields.MANAGEMENT)).map(Map.Entry::getKey).toList();
  }

  public Network network() {
    return network;
  }

  /** Return how many hosts it reaches. */
  public int ends() {
    return ends.size();
  }

  private void undo() {
    ends.forEach(end -> toolstack.run("tunnel.destroy", end));
    network.close();
  }

  @Override
  public void close() {
    toolstack.bench().act("tunnel.destroy", network.name(), this::undo);
  }
}
