package dev.assay.testkit.nemesis;

import dev.assay.core.time.Chance;
import java.util.Optional;

/** Holds a nemesis to its contract. */
record CheckedNemesis(Nemesis nemesis) implements Nemesis {

  @Override
  public Optional<Strike> next(int round, int hosts, Chance chance) {
    long seed = chance.nextLong();
    var choice = nemesis.next(round, hosts, Chance.seeded(seed));
    if (!choice.equals(nemesis.next(round, hosts, Chance.seeded(seed)))) {
      throw new IllegalStateException("choosing a fault for round " + round + ": the same chance gave two choices");
    }
    choice.ifPresent(strike -> check(strike, round, hosts));
    return choice;
  }

  private static void check(Strike strike, int round, int hosts) {
    if (strike.host() < 0 || strike.host() >= hosts) {
      throw new IllegalStateException("choosing a fault for round " + round + ": host " + strike.host() + " of " + hosts);
    }
    if (Faults.named(strike.fault().name()) != strike.fault()) {
      throw new IllegalStateException("choosing a fault for round " + round + ": '" + strike.fault().name() + "' is not the one of that name");
    }
  }
}
