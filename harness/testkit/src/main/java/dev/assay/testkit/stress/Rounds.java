package dev.assay.testkit.stress;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Says what is done next, seeing how things stand. */
@FunctionalInterface
public interface Rounds {

  /** Do nothing at all. */
  Rounds NONE = stage -> Optional.empty();

  /** Return the next round; nothing to end. */
  Optional<Round> next(Stage stage);

  /** Play what was written down before. */
  static Rounds of(List<Round> script) {
    var left = new ArrayDeque<>(script);
    return stage -> Optional.ofNullable(left.poll());
  }

  /** End after so many rounds. */
  default Rounds atMost(int count) {
    int[] left = {count};
    return stage -> left[0]-- > 0 ? next(stage) : Optional.empty();
  }

  /** Hold each round to the stage: guests and hosts that exist, and no guest twice in one round. */
  default Rounds checked() {
    return stage -> next(stage).map(round -> CheckedRounds.check(round, stage));
  }
}
