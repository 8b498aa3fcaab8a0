package dev.assay.inventory;

import dev.assay.database.TestingDatabase;
import java.sql.SQLException;
import java.time.Duration;

/** An inventory in a database of its own, where the past can be changed. */
record TestingInventory(TestingDatabase database, Inventory inventory) implements AutoCloseable {

  /** Open one with a synced lab of so many hosts. */
  static TestingInventory of(int hosts) {
    var database = TestingDatabase.create();
    var inventory = Inventory.over(database);
    inventory.sync(TestingLabs.ofHosts(hosts));
    return new TestingInventory(database, inventory);
  }

  void expire(Lease lease) throws SQLException {
    expireIn(lease, Duration.ofSeconds(-1));
  }

  /** Let a lease end that long from now, by the database's clock. */
  void expireIn(Lease lease, Duration left) throws SQLException {
    sql("update inventory.lease set expires_at = clock_timestamp() + interval '" + left.toMillis() + " milliseconds' where id = "
        + LeaseRows.number(lease.id()));
  }

  void sql(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
