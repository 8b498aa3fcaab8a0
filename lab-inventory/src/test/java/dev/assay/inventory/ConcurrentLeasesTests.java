package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Chance;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.testng.annotations.Test;

/** Several controllers at once, each with an inventory of its own, on one database. */
class ConcurrentLeasesTests {

  private static final int CONTROLLERS = 6;
  private static final int ROUNDS = 12;

  @Test
  void noHostEverHasTwoHoldersAndTokensOnlyGrow() throws Exception {
    try (var shared = TestingInventory.of(5)) {
      var holders = new Holders();
      runAll(IntStream.range(0, CONTROLLERS).<Callable<Integer>>mapToObj(i -> () -> {
        var own = Inventory.over(shared.database());
        own.sync(TestingLabs.ofHosts(5));
        return new Controller("c" + i, own, shared, holders, Chance.seeded(i)).run();
      }).toList());
      assertThat(shared.inventory().live()).isEmpty();
      assertThat(holders.grants()).isEqualTo(CONTROLLERS * ROUNDS);
    }
  }

  @Test
  void oneFreeHostGoesToOneOfManyWhoAskAtOnce() throws Exception {
    try (var shared = TestingInventory.of(1)) {
      var granted = runAll(IntStream.range(0, 8).<Callable<Optional<Lease>>>mapToObj(i -> () -> {
        var claim = shared.inventory().request(hosts(1), claimant("c" + i), 1, LENGTH);
        return shared.inventory().grant(claim);
      }).toList());
      assertThat(granted.stream().flatMap(Optional::stream)).hasSize(1);
      assertThat(shared.inventory().live()).hasSize(1);
    }
  }

  @Test
  void aHeartbeatAndATakeOverOfAnExpiredLeaseExcludeEachOther() throws Exception {
    try (var shared = TestingInventory.of(1)) {
      for (int round = 0; round < 20; round++) {
        var old = shared.inventory().grant(shared.inventory().request(hosts(1), claimant("old"), 1, LENGTH)).orElseThrow();
        var claim = shared.inventory().request(hosts(1), claimant("new"), 1, LENGTH);
        shared.expire(old);
        runAll(List.<Callable<Boolean>>of(() -> beats(shared, old), () -> shared.inventory().grant(claim).isPresent()));
        var live = shared.inventory().live();
        assertThat(live).hasSize(1);
        shared.inventory().release(live.getFirst());
        shared.inventory().withdraw(claim);
      }
    }
  }

  private static boolean beats(TestingInventory shared, Lease lease) {
    try {
      shared.inventory().heartbeat(lease);
      return true;
    } catch (StaleLeaseException e) {
      return false;
    }
  }

  private static <T> List<T> runAll(List<Callable<T>> bodies) throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = threads.invokeAll(bodies);
      for (Future<T> future : futures) {
        future.get();
      }
      return futures.stream().map(Future::resultNow).toList();
    }
  }

  /** Takes and gives back hosts; sometimes it dies instead, and its lease runs out. */
  private record Controller(String name, Inventory inventory, TestingInventory shared, Holders holders, Chance chance) {

    int run() throws SQLException {
      for (int round = 0; round < ROUNDS; round++) {
        var claim = inventory.request(hosts(1 + chance.below(3)), claimant(name), 1 + chance.below(2), LENGTH);
        var lease = inventory.grant(claim);
        while (lease.isEmpty()) {
          lease = inventory.grant(claim);
        }
        holders.take(name, lease.get());
        inventory.heartbeat(lease.get());
        holders.leave(name, lease.get());
        if (chance.withProbability(0.25)) {
          shared.expire(lease.get());
        } else {
          assertThat(inventory.release(lease.get())).isTrue();
        }
      }
      return ROUNDS;
    }
  }

  /** Who believes to hold what: entered after a grant, left before it ends, so an overlap here is a real one. */
  private static final class Holders {
    private final ConcurrentMap<HostId, String> holders = new ConcurrentHashMap<>();
    private final ConcurrentMap<HostId, FencingToken> newest = new ConcurrentHashMap<>();
    private final AtomicInteger grants = new AtomicInteger();

    void take(String name, Lease lease) {
      grants.incrementAndGet();
      lease.tokens().forEach((host, token) -> {
        assertThat(holders.putIfAbsent(host, name)).as("who holds " + host + " when " + name + " is granted it").isNull();
        assertThat(Optional.ofNullable(newest.put(host, token)).stream()).as("token before " + token + " of " + host).allSatisfy(before ->
            assertThat(before).isLessThan(token));
      });
    }

    void leave(String name, Lease lease) {
      lease.tokens().keySet().forEach(host -> assertThat(holders.remove(host, name)).isTrue());
    }

    int grants() {
      return grants.get();
    }
  }
}
