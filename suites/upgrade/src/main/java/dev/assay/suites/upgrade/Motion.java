package dev.assay.suites.upgrade;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Variant;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import java.util.Locale;

/** The ways on which guests come from a host of an older release to one of the build. */
enum Motion implements Variant {

  /** Live migration within one pool, whose master is upgraded already; the disks stay where they are. */
  WITHIN_THEIR_POOL {
    @Override
    void prepare(Pool pool, Host old, Build release) {
      new OldPool(pool, old).install(release);
      new OlderHost(old).isAsItShouldBeUnder(release);
    }

    @Override
    Vm create(Pool pool, Host old, VmSpec shape) {
      return pool.create(shape);
    }

    @Override
    void begin(Pool pool, Build build) {
      pool.master().upgradeTo(build);
    }

    @Override
    Vm move(Vm guest, Pool pool) {
      guest.migrateTo(pool.master());
      return guest;
    }

    @Override
    void moveBack(Vm guest, Host old) {
      guest.migrateTo(old);
    }

    @Override
    void takeBackSuspended(Vm guest, Host old) {
      guest.resumeOn(old);
    }

    @Override
    String refusalOfWayBack() {
      return "NOT_SUPPORTED_DURING_UPGRADE";
    }

    @Override
    String refusalOfSuspendedWayBack(Build build) {
      return "VM_HOST_INCOMPATIBLE_VERSION";
    }
  },

  /** Storage migration: with their disks, from one host's own storage to another's. */
  WITH_THEIR_DISKS {
    @Override
    Vm move(Vm guest, Pool pool) {
      return guest.sendTo(pool.master(), pool.localSr());
    }
  },

  /** Cross-pool migration: to what all hosts of the other pool share. */
  TO_SHARED_STORAGE {
    @Override
    void prepare(Pool pool, Host old, Build release) {
      super.prepare(pool, old, release);
      pool.createSr("nfs").makeDefault();
    }

    @Override
    Vm move(Vm guest, Pool pool) {
      return guest.sendTo(pool.master(), pool.defaultSr());
    }
  };

  private static final ProductVersion MOVES_SUSPENDED_SINCE = ProductVersion.parse("7.0");

  /** Put the release on the old host. */
  void prepare(Pool pool, Host old, Build release) {
    pool.bench().spoil();
    new OlderHost(old).install(release);
  }

  /** Make a halted guest that the old host can run. */
  Vm create(Pool pool, Host old, VmSpec shape) {
    return old.create(shape);
  }

  /** Bring the build to where the guests go, once they run. */
  void begin(Pool pool, Build build) {}

  /** Move a guest that runs on the old host to the pool's master; return what it is there. */
  abstract Vm move(Vm guest, Pool pool);

  /** Move a guest that runs on the pool's master to the old host. */
  void moveBack(Vm guest, Host old) {
    guest.sendTo(old, old.localSr());
  }

  /** Have a guest that was suspended on the pool's master go on at the old host. */
  void takeBackSuspended(Vm guest, Host old) {
    moveBack(guest, old);
  }

  String refusalOfWayBack() {
    return "VM_HOST_INCOMPATIBLE_VERSION_MIGRATE";
  }

  /** Releases that move only what runs say that first. */
  String refusalOfSuspendedWayBack(Build build) {
    return build.version().compareTo(MOVES_SUSPENDED_SINCE) < 0 ? "VM_BAD_POWER_STATE" : refusalOfWayBack();
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
