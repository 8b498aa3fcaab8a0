package dev.assay.suites.upgrade;

import dev.assay.testkit.Quantity;
import java.util.List;

/** How large upgrades and migrations are. */
final class UpgradeSizes {

  static final Quantity GUESTS = new Quantity("upgrade.guests-per-host", 5, 1);
  static final Quantity MANY_GUESTS = new Quantity("upgrade.many-guests-per-host", 50, 2);
  static final Quantity RELEASES = new Quantity("upgrade.releases", 20, 2);
  static final Quantity INTERRUPTIONS = new Quantity("upgrade.interruptions", 8, 2, 1);

  static final Quantity COMBINATIONS = new Quantity("migration.guest-combinations", 16, 2);
  static final Quantity WORKERS = new Quantity("migration.workers", 3, 3);

  static final List<Quantity> OF_UPGRADE = List.of(GUESTS, MANY_GUESTS, RELEASES, INTERRUPTIONS);
  static final List<Quantity> OF_MIGRATION = List.of(COMBINATIONS, WORKERS);

  private UpgradeSizes() {}
}
