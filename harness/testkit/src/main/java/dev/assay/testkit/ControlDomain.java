package dev.assay.testkit;

import dev.assay.core.Bytes;
import dev.assay.core.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** How a control domain is asked for what all of them have under other names. */
enum ControlDomain {
  XAPI {
    @Override
    List<String> services() {
      return List.of("xapi", "xenopsd", "xenstored", "sshd");
    }

    @Override
    String toolstack() {
      return "xapi";
    }

    @Override
    List<String> statusOf(String service) {
      return List.of("service", service, "status");
    }

    @Override
    String[] crashes() {
      return new String[] {"ls", "/var/crash"};
    }

    @Override
    int freeColumn() {
      return 3;
    }

    @Override
    Bytes noise() {
      return Bytes.mib(2);
    }

    @Override
    SequencedMap<String, Supplier<String>> logs(Host host) {
      var logs = new LinkedHashMap<String, Supplier<String>>();
      logs.put("xensource.log", () -> host.read("/var/log/xensource.log"));
      logs.put("messages.log", () -> host.read("/var/log/messages"));
      return logs;
    }
  },
  XEN {
    @Override
    List<String> services() {
      return List.of("xenstored", "xenconsoled", "sshd");
    }

    @Override
    String toolstack() {
      return "xenstored";
    }

    /** Nothing supervises services there: one runs when there is a process of its name, which may be that of its OCaml version. */
    @Override
    List<String> statusOf(String service) {
      return List.of("pgrep", "-x", "o?" + service);
    }

    @Override
    String[] crashes() {
      return new String[] {"sh", "-c", "[ ! -d /var/crash ] || ls /var/crash"};
    }

    @Override
    int freeColumn() {
      return 6;
    }

    /** A kernel that nobody simulates, with a login that comes and goes. */
    @Override
    Bytes noise() {
      return Bytes.mib(16);
    }

    @Override
    SequencedMap<String, Supplier<String>> logs(Host host) {
      var logs = new LinkedHashMap<String, Supplier<String>>();
      logs.put("hypervisor.log", () -> host.run("xl", "dmesg"));
      logs.put("domains.json", () -> host.run("xl", "list", "-l"));
      logs.put("xl-info.txt", () -> host.run("xl", "info"));
      logs.put("xl.log", () -> host.run("sh", "-c", "tail -n 40 /var/log/xen/*.log"));
      logs.put("kernel.log", () -> host.run("dmesg"));
      return logs;
    }
  };

  static ControlDomain of(Target target) {
    return switch (target) {
      case XAPI -> XAPI;
      case XEN -> XEN;
    };
  }

  /** List what always runs there. */
  abstract List<String> services();

  /** Return the service without which nothing can be asked of the host. */
  abstract String toolstack();

  /** Return the command that succeeds when a service runs. */
  abstract List<String> statusOf(String service);

  /** Return the command that lists what crashes left behind. */
  abstract String[] crashes();

  /** Return the column of {@code free}, counted from 0, with the memory that is there to be had. */
  abstract int freeColumn();

  /** Return by how much its free memory may differ when nothing has happened. */
  abstract Bytes noise();

  /** Return what a host says of what happened, by the name of a file for it. */
  abstract SequencedMap<String, Supplier<String>> logs(Host host);
}
