package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.util.ArrayList;
import java.util.List;

/** Addresses to which a running system drops what it sends, as {@code iptables} says; the next boot knows none. */
final class PacketFilter {

  private final List<String> dropped = new ArrayList<>();

  void clear() {
    dropped.clear();
  }

  /** Tell whether an export's server, which its target begins with, is not reached any more. */
  boolean cutsOff(LabSpec.Export export) {
    return dropped.contains(export.target().split("[:/]", 2)[0]);
  }

  /** Obey {@code iptables -I|-D OUTPUT -d ADDRESS -j DROP}. */
  void change(Invocation invocation) {
    var words = invocation.arguments();
    if (words.size() != 6 || !words.subList(1, 3).equals(List.of("OUTPUT", "-d")) || !words.subList(4, 6).equals(List.of("-j", "DROP"))
        || !List.of("-I", "-D").contains(words.getFirst())) {
      throw new CommandFailed(2, "only 'iptables -I|-D OUTPUT -d ADDRESS -j DROP' is simulated");
    }
    if (words.getFirst().equals("-I")) {
      dropped.add(words.get(3));
    } else if (!dropped.remove(words.get(3))) {
      throw new CommandFailed(1, "iptables: Bad rule (does a matching rule exist in that chain?).");
    }
  }
}
