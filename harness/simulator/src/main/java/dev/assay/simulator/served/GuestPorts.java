package dev.assay.simulator.served;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/**
 * The ports of guests' doors by their addresses. Guests come and go by the thousand, each with an address of its own, and a machine has
 * ports for some: those that were asked for longest ago are given back.
 */
final class GuestPorts {

  private final int most;
  private final ToIntFunction<String> open;
  private final IntConsumer close;
  private final SequencedMap<String, Integer> ports = new LinkedHashMap<>(16, 0.75f, true);

  /** @param most as many as are in use at once, with room for those that were just asked for */
  GuestPorts(int most, ToIntFunction<String> open, IntConsumer close) {
    this.most = most;
    this.open = open;
    this.close = close;
  }

  /** Return the port of a guest's door, which is opened if it is not open. */
  synchronized int of(String address) {
    var known = ports.get(address);
    if (known != null) {
      return known;
    }
    if (ports.size() >= most) {
      Map.Entry<String, Integer> oldest = ports.pollFirstEntry();
      close.accept(oldest.getValue());
    }
    int port = open.applyAsInt(address);
    ports.put(address, port);
    return port;
  }
}
