package dev.assay.suites.upgrade;

import dev.assay.core.Build;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Vm;
import dev.assay.testkit.VmSpec;
import java.util.ArrayList;
import java.util.List;

/** A pool as it is before its upgrade: two hosts of an older release, on shared storage. */
record OldPool(Pool pool, Host newcomer) {

  /** As many starts as a client has under way at once. */
  private static final int CLIENTS = 5;

  /** Put a release on both hosts and make a pool of them; its bench is not trusted afterwards. */
  OldPool install(Build release) {
    pool.bench().spoil();
    pool.master().install(release);
    newcomer.install(release);
    pool.join(newcomer);
    pool.createSr("nfs").makeDefault();
    return this;
  }

  /** Start so many guests on each host; each has a disc in its drive, and has written something that it must still hold at the end. */
  List<Guest> startGuests(long perHost, VmSpec spec) {
    var guests = new ArrayList<Guest>();
    for (var host : pool.hosts()) {
      for (long i = 0; i < perHost; i++) {
        guests.add(Guest.create(pool, host, spec));
      }
    }
    crew().doing(guests, Guest::start);
    return guests;
  }

  Crew crew() {
    return new Crew(pool.bench().time(), CLIENTS);
  }

  /** List the guests that the product says run. */
  List<Vm> running() {
    return pool.vms().stream().filter(vm -> vm.residence().isPresent()).toList();
  }

  /** A guest, and the host that it was started on. */
  record Guest(Vm vm, Host home) {

    static final String WRITTEN = "written before the upgrade";

    private static Guest create(Pool pool, Host home, VmSpec spec) {
      var guest = pool.create(spec);
      guest.drive().insertTools();
      return new Guest(guest, home);
    }

    private void start() {
      vm.startOn(home).writeAndSync(WRITTEN);
    }
  }
}
