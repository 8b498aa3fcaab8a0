package dev.assay.suites.stress;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How large the suites of this folder are: the published numbers, and what fits in minutes. */
final class StressSizes {

  static final Quantity GUESTS = new Quantity("stress.guests", 5, 3, 2);
  static final Quantity OPERATIONS = new Quantity("stress.operations", 20_000, 60, 14);
  static final Quantity PAUSE_SECONDS = new Quantity("stress.pause-seconds", 60, 1, 1);
  static final Quantity HOURS = new Quantity("stress.hours", 48, 48, 1);
  static final Quantity MOVES = new Quantity("stress.localhost-migrations", 1000, 8, 2);
  static final Quantity MOVES_BETWEEN_HOSTS = new Quantity("stress.migrations-between-hosts", 200, 4, 2);
  static final Quantity RESTARTS = new Quantity("stress.restarts", 100, 9, 1);
  static final Quantity PAUSED_MINUTES = new Quantity("stress.paused-minutes", 360, 360, 2);

  static final Quantity RESTARTED_GUESTS = new Quantity("stress.restarted-guests", 20, 3, 2);
  static final Quantity LOADED_GUESTS = new Quantity("stress.guests-under-load", 4, 1, 0);
  static final Quantity FORCED_OFF_MINUTES = new Quantity("stress.forced-off-minutes", 24 * 60, 10, 2);
  static final Quantity CLONING_MINUTES = new Quantity("stress.cloning-minutes", 60, 3, 1);
  static final Quantity HOST_REBOOTS = new Quantity("stress.host-reboots", 1000, 2, 1);
  static final Quantity STEP = new Quantity("stress.step", 10, 2, 1);
  static final Quantity MOST_GUESTS = new Quantity("stress.most-guests", 100, 4, 2);
  static final Quantity PARALLEL_ROUNDS = new Quantity("stress.parallel-rounds", 100, 2, 1);
  static final Quantity CARDS = new Quantity("stress.network-cards", 200, 25, 3);
  static final Quantity REPLAYS = new Quantity("stress.replays", 60, 40, 4).atLeast(0);

  static final Quantity POOL_GUESTS = new Quantity("pool-stress.guests", 16, 4);
  static final Quantity POOL_ROUNDS = new Quantity("pool-stress.rounds", 500, 60);
  static final Quantity POOL_HOURS = new Quantity("pool-stress.hours", 48, 48);
  static final Quantity TOGETHER = new Quantity("pool-stress.together", 8, 3);
  static final Quantity FAULT_EVERY = new Quantity("pool-stress.fault-every", 10, 10);
  static final Quantity POOL_REPLAYS = new Quantity("pool-stress.replays", 60, 40).atLeast(0);

  static final List<Quantity> OF_STRESS = List.of(GUESTS, OPERATIONS, PAUSE_SECONDS, HOURS, MOVES, MOVES_BETWEEN_HOSTS, RESTARTS, CARDS, REPLAYS, PAUSED_MINUTES,
      RESTARTED_GUESTS, LOADED_GUESTS, FORCED_OFF_MINUTES, CLONING_MINUTES, HOST_REBOOTS, STEP, MOST_GUESTS, PARALLEL_ROUNDS);
  static final List<Quantity> OF_POOL_STRESS = List.of(POOL_GUESTS, POOL_ROUNDS, POOL_HOURS, TOGETHER, FAULT_EVERY, POOL_REPLAYS);

  private StressSizes() {}
}
