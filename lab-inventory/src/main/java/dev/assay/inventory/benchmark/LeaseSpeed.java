package dev.assay.inventory.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.Need;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.database.Database;
import dev.assay.inventory.Application;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.LabFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reserves one host of sixteen and gives it back, from one client, against the least that PostgreSQL could do: one row
 * updated and updated back, each {@code update ... returning} in a transaction of its own.
 */
public final class LeaseSpeed {

  private static final int HOSTS = 16;
  /** Enough that a round is long beside what else a machine does, and that the virtual machine has compiled what it runs after a few. */
  private static final int LEASES = 500;
  private static final Duration LENGTH = Duration.ofMinutes(5);
  private static final Claimant CLAIMANT = new Claimant("benchmark", "benchmark", "benchmark", "benchmark");

  private LeaseSpeed() {}

  /** Prepare the race in a database that is thrown away afterwards. */
  public static Race race(Database database) {
    var inventory = Inventory.over(database);
    inventory.sync(LabFile.parse("benchmark", lab()));
    prepareBareRows(database);
    return Race.of("leases/s", Scale.PER_SECOND,
        new Contender("update returning, bare", () -> bare(database)), new Contender("reserve, grant, release", () -> lease(inventory)));
  }

  private static double lease(Inventory inventory) {
    for (int i = 0; i < LEASES; i++) {
      var granted = inventory.requestNow(Application.of(Need.of(1), CLAIMANT, 1, LENGTH));
      var lease = granted.lease().orElseThrow(() -> new IllegalStateException("no host was free: " + inventory.waiting(granted.reservation())));
      inventory.release(lease);
    }
    return LEASES;
  }

  private static double bare(Database database) {
    try (var connection = database.dataSource().getConnection();
        var take = connection.prepareStatement("update benchmark_host set holder = 'benchmark', token = token + 1 where id = ? and holder is null returning token");
        var giveBack = connection.prepareStatement("update benchmark_host set holder = null where id = ? and token = ? returning id")) {
      connection.setAutoCommit(true);
      for (int i = 0; i < LEASES; i++) {
        take.setInt(1, i % HOSTS + 1);
        try (var taken = take.executeQuery()) {
          taken.next();
          giveBack.setInt(1, i % HOSTS + 1);
          giveBack.setLong(2, taken.getLong(1));
        }
        giveBack.executeQuery().close();
      }
      return LEASES;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void prepareBareRows(Database database) {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("create table benchmark_host (id integer primary key, holder text, token bigint not null)");
      statement.execute("insert into benchmark_host select id, null, 0 from generate_series(1, " + HOSTS + ") id");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static String lab() {
    var hosts = IntStream.rangeClosed(1, HOSTS)
        .mapToObj(i -> "      h" + i + ": {class: std, address: 10.0.0." + i + ", mac: \"02:00:00:00:00:" + "%02x".formatted(i) + "\"}")
        .collect(Collectors.joining("\n"));
    return """
        name: benchmark
        kind: simulated
        classes:
          std: {cpus: 8, memory: 64GiB, disk: 100GiB, generations: [dundee]}
        sites:
          here:
            hosts:
        %s
        builds:
          7.0-1: {product: XenServer, version: "7.0", generation: dundee, media: "http://media/7.0-1"}
        defaultBuild: 7.0-1
        """.formatted(hosts);
  }

  private static AssayException failed(SQLException e) {
    return new AssayException.Unavailable("running the lease benchmark: " + e.getMessage(), e);
  }
}
