package dev.assay.cli;

import dev.assay.database.Database;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Leases;
import dev.assay.judge.bisect.Bisections;
import dev.assay.judge.ledger.Decisions;
import dev.assay.judge.ledger.Waivers;
import dev.assay.judge.triage.Mutes;
import dev.assay.judge.triage.Triage;
import dev.assay.store.Findings;
import dev.assay.store.RunOrders;
import dev.assay.store.RunQueue;
import dev.assay.store.Runs;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRunOrders;
import dev.assay.store.StoredRuns;
import javax.sql.DataSource;

/** What most commands need, opened once: the database, and the inventory and results in it. */
public final class Services implements AutoCloseable {

  /** Those of a server that does a command for somebody: the command works in them, and leaves them open. */
  static final ScopedValue<Services> LENT = ScopedValue.newInstance();

  private final Workspace workspace;
  private final Database database;
  private final Inventory inventory;
  private final StoredRuns runs;

  private Services(Workspace workspace, Database database) {
    this.workspace = workspace;
    this.database = database;
    this.inventory = Inventory.over(database);
    this.runs = StoredRuns.over(database);
  }

  /** Open them; the embedded server is started when it does not run. */
  public static Services open(Workspace workspace) {
    return LENT.isBound() ? new Services(workspace, new LentDatabase(LENT.get().database)) : new Services(workspace, Database.open(workspace.database()));
  }

  /** A database that stays open for its owner. */
  private record LentDatabase(Database owned) implements Database {

    @Override
    public DataSource dataSource() {
      return owned.dataSource();
    }

    @Override
    public void migrate(String schema) {
      owned.migrate(schema);
    }

    @Override
    public String describe() {
      return owned.describe();
    }

    @Override
    public void close() {}
  }

  /** Work in a database that is open already, and stays open for its owner. */
  static Services over(Workspace workspace, Database database) {
    return new Services(workspace, database);
  }

  public Workspace workspace() {
    return workspace;
  }

  public Database database() {
    return database;
  }

  public Runs runs() {
    return runs;
  }

  public RunOrders orders() {
    return StoredRunOrders.over(database);
  }

  public RunQueue queue() {
    return RunQueue.over(database);
  }

  public Findings findings() {
    return StoredFindings.over(database);
  }

  public Waivers waivers() {
    return Waivers.over(database);
  }

  public Decisions decisions() {
    return Decisions.over(database);
  }

  public Triage triage() {
    return Triage.over(database, runs, findings());
  }

  public Bisections bisections() {
    return Bisections.over(database);
  }

  public Mutes mutes() {
    return Mutes.over(database);
  }

  public Leases leases() {
    return inventory;
  }

  public Inventory inventory() {
    return inventory;
  }

  /** Read the lab file and bring the inventory in line with it. */
  public Lab syncedLab() {
    return synced(workspace.lab());
  }

  public Lab synced(Lab lab) {
    inventory.sync(lab);
    return lab;
  }

  @Override
  public void close() {
    runs.close();
    database.close();
  }
}
