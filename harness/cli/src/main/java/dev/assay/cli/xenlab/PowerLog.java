package dev.assay.cli.xenlab;

import java.nio.file.Path;

/** What a machine's management controller notes of its power, and QEMU of what hinders it. */
final class PowerLog {

  private static final int LAST_LINES = 12;
  /** Ends the controller's own line of each order. */
  private static final String ORDER = ", -boot ";

  private PowerLog() {}

  /** Return what QEMU said to the last order to switch the machine on; blank when it just started it. */
  static String refusal(Path host) {
    var said = Tail.of(host.resolve("power.log"), LAST_LINES).lines().toList();
    int order = said.size() - 1;
    while (order >= 0 && !said.get(order).contains(ORDER)) {
      order--;
    }
    return String.join("; ", said.subList(order + 1, said.size()));
  }
}
