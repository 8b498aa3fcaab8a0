package dev.assay.simulator.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who listens on which address of the lab's network now. */
public final class Addresses {

  private final Map<String, Machine> machines = new HashMap<>();

  void listen(String address, Machine machine) {
    machines.put(address, machine);
  }

  void leave(String address, Machine machine) {
    machines.remove(address, machine);
  }

  Optional<Machine> at(String address) {
    return Optional.ofNullable(machines.get(address));
  }
}
