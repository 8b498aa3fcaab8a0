package dev.assay.simulator.machine;

import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.shell.Command;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.util.List;
import java.util.SequencedMap;

/** Asking for and restarting dom0's services: by systemd since the release that brought it, by scripts before. */
final class ServiceCommands {

  private static final List<String> OF_TOOLSTACK = List.of("xapi", "xenopsd", "xenopsd-xc", "xcp-rrdd", "xcp-networkd", "squeezed", "message-switch");
  private static final List<String> OF_SYSTEM = List.of("sshd", "xenstored", "xenconsoled", "rsyslog", "crond", "ntpd", "chronyd", "openvswitch");

  private final Machine machine;
  private final Life.Booted system;

  ServiceCommands(Machine machine, Life.Booted system) {
    this.machine = machine;
    this.system = system;
  }

  void addTo(SequencedMap<String, Command> table) {
    table.put("service", this::service);
    // The large layout came with the dom0 that has systemd.
    if (system.installation().facts.has(Feature.LARGE_LAYOUT)) {
      table.put("systemctl", this::systemctl);
    }
    table.put("xe-toolstack-restart", this::restartToolstack);
  }

  private int service(Invocation invocation) {
    if (invocation.arguments().size() != 2) {
      throw new CommandFailed(2, "usage: service NAME status|restart");
    }
    return control(invocation, invocation.arguments().getLast(), invocation.arguments().getFirst());
  }

  private int systemctl(Invocation invocation) {
    var words = invocation.operands();
    if (words.size() != 2) {
      throw new CommandFailed(1, "usage: systemctl status|is-active|restart NAME");
    }
    return control(invocation, words.getFirst(), words.getLast().replaceFirst("\\.service$", ""));
  }

  private int control(Invocation invocation, String verb, String name) {
    if (!OF_TOOLSTACK.contains(name) && !OF_SYSTEM.contains(name)) {
      throw new CommandFailed(4, "Unit " + name + ".service could not be found.");
    }
    boolean active = !OF_TOOLSTACK.contains(name) || machine.toolstack().isPresent();
    return switch (verb) {
      case "is-active" -> {
        invocation.line(active ? "active" : "inactive");
        yield active ? 0 : 3;
      }
      case "status" -> {
        invocation.line(name + (active ? " is active (running)" : " is inactive (dead)"));
        yield active ? 0 : 3;
      }
      case "restart" -> OF_TOOLSTACK.contains(name) ? restartToolstack(invocation) : 0;
      default -> throw new CommandFailed(1, "Unknown operation '" + verb + "'.");
    };
  }

  private int restartToolstack(Invocation invocation) {
    new SystemLog(machine, system).append("messages", "root", "restarting the toolstack");
    machine.restartToolstack();
    invocation.line("done.");
    return 0;
  }
}
