package dev.assay.testkit.plan;

import dev.assay.core.Build;
import dev.assay.core.Need;
import dev.assay.core.run.PlannedCase;
import java.util.List;

/**
 * A suite expanded for a build.
 *
 * @param behaviours in the order of execution: grouped by bench shape, else as the suite reads
 */
public record Plan(Suite suite, Build build, List<TestBehaviour> behaviours) {

  public Plan {
    behaviours = List.copyOf(behaviours);
  }

  public List<PlannedCase> cases() {
    return behaviours.stream().map(TestBehaviour::planned).toList();
  }

  /** Return the need of one grant that serves all its cases, on so many sets of hosts at the same time. */
  public Need need(int lanes) {
    var one = behaviours.stream()
        .filter(behaviour -> behaviour.skip().isEmpty())
        .map(behaviour -> behaviour.planned().need())
        .distinct()
        .reduce(Need::and)
        .orElse(Need.of(1));
    return one.times(lanes);
  }

  /** Return this plan without what takes more hosts than there are; each such case says so and is skipped. */
  public Plan within(int hosts, String lab) {
    return new Plan(suite, build, behaviours.stream().map(behaviour -> behaviour.within(hosts, lab)).toList());
  }
}
