package dev.assay.testkit.nemesis;

import dev.assay.core.time.Chance;
import java.util.List;
import java.util.Optional;

/** Chooses what goes wrong, round by round. It does nothing itself, so that what it chose can be written down and shrunk. */
@FunctionalInterface
public interface Nemesis {

  /** Choose nothing, ever. */
  Nemesis NONE = (round, hosts, chance) -> Optional.empty();

  /**
   * Choose for one round.
   *
   * @param round counted from 1
   * @param hosts how many hosts the pool has
   * @param chance the only source of its choices
   */
  Optional<Strike> next(int round, int hosts, Chance chance);

  /** Strike a host drawn from all with one of these faults. */
  static Nemesis of(List<Fault> faults) {
    return (round, hosts, chance) -> Optional.of(new Strike(chance.pick(faults), chance.below(hosts)));
  }

  /** Strike only the pool's master. */
  static Nemesis master(List<Fault> faults) {
    return (round, hosts, chance) -> Optional.of(new Strike(chance.pick(faults), 0));
  }

  /** Let it choose in each so many-th round only. */
  default Nemesis every(int rounds) {
    return (round, hosts, chance) -> round % rounds == 0 ? next(round, hosts, chance) : Optional.empty();
  }

  /** Ask this one first, and the other when it chooses nothing. */
  default Nemesis or(Nemesis other) {
    return (round, hosts, chance) -> next(round, hosts, chance).or(() -> other.next(round, hosts, chance));
  }

  /** Check each choice: a host there is, a fault there is, and the same choice for the same chance. */
  default Nemesis checked() {
    return new CheckedNemesis(this);
  }
}
