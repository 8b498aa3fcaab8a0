package dev.assay.analysis.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The exit criteria of a milestone.
 *
 * @param version grows with each change of the criteria, so that a decision names what it was taken by
 * @param milestone what the build would be promoted to, such as {@code alpha}
 * @param baseline the build that candidates are held against when nobody names another
 * @param followUp what the end of a run does about its suspects by itself; nothing when it is absent
 */
public record GatePolicy(String name, String version, String milestone, Optional<String> baseline, List<Criterion> criteria, Optional<FollowUp> followUp) {

  public GatePolicy(String name, String version, String milestone, List<Criterion> criteria) {
    this(name, version, milestone, Optional.empty(), criteria, Optional.empty());
  }

  public GatePolicy {
    criteria = List.copyOf(criteria);
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("policy " + name + " has no criteria: it would let everything pass");
    }
    var ids = new HashSet<String>();
    criteria.forEach(criterion -> {
      if (!ids.add(criterion.id())) {
        throw new IllegalArgumentException("policy " + name + " has two criteria with the id '" + criterion.id() + "'");
      }
    });
  }
}
