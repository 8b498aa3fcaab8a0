package dev.assay.inventory.planning;

import dev.assay.inventory.need.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests laid over a lab, once each for as long as the lab's machines stay the very same. For one thread. */
public final class Shapes {

  private final Map<Asked, Shape> shapes = new HashMap<>();
  private List<Machine> machines = List.of();

  /** What claims of one team ask for. */
  private record Asked(String team, Request request) {}

  @SuppressWarnings("ReferenceEquality") // Comparing thousands of machines would cost more than it spares.
  Shape of(Claim claim, Snapshot lab) {
    if (machines != lab.machines()) {
      shapes.clear();
      machines = lab.machines();
    }
    return shapes.computeIfAbsent(new Asked(claim.team(), claim.request()), _ -> new Shape(claim.request(), lab.share(claim.team()), lab));
  }
}
