package dev.assay.testkit;

import java.util.ArrayList;
import java.util.List;

/** A look at a host for signs of trouble. */
public final class HostHealth {

  private HostHealth() {}

  /** Say what is wrong with a host, in a line each; nothing when it is well. */
  public static List<String> of(Host host) {
    var wrong = new ArrayList<String>();
    if (!host.isEnabled()) {
      wrong.add(host + " is disabled");
    }
    if (!host.isLive()) {
      wrong.add(host + " is not live");
    }
    try (var shell = host.shell()) {
      host.controlDomain().services().stream().filter(service -> !host.runsService(shell, service)).forEach(service -> wrong.add("service " + service + " of " + host + " does not run"));
      host.crashDumps(shell).forEach(dump -> wrong.add(host + " has crash dump " + dump));
    }
    return wrong;
  }
}
