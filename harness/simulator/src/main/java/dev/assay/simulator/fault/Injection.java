package dev.assay.simulator.fault;

import dev.assay.core.HostId;
import java.util.List;

/**
 * A fault that has happened.
 *
 * @param number counts the lab's injections from 1
 * @param hosts whom it met
 */
public record Injection(int number, Scope scope, Fault fault, List<HostId> hosts) {
  public Injection {
    hosts = List.copyOf(hosts);
  }
}
