package dev.assay.cli.drill;

import dev.assay.cli.Workspace;
import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.DatabaseSettings;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.util.Optional;

/** The PostgreSQL that several servers share, as one who means it harm sees it. */
record SharedDatabase(Database database, Workspace workspace) {

  /** Return the number of the process that holds the lock of those who plan, if any does at this instant. */
  Optional<Long> planner() {
    return new Transactions(database).read("looking who plans", connection -> Sql.one(connection, row -> row.getString(1), """
        select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'advisory' and l.granted and a.application_name ~ '^assay [0-9]+$' limit 1"""))
        .map(name -> Long.parseLong(name.substring("assay ".length())));
  }

  void restart() {
    Database.stopEmbedded(folder().folder());
    Database.open(folder()).close();
  }

  /** Kill its first process; whoever misses it first starts it again. */
  void kill() {
    var pid = new Transactions(database).read("looking for the server's process",
        connection -> Sql.one(connection, row -> row.getString(1), "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)")).orElseThrow();
    ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow(() -> new AssayException.Lab("killing PostgreSQL: process " + pid + " is gone")).destroyForcibly();
  }

  private DatabaseSettings.Embedded folder() {
    return new DatabaseSettings.Embedded(workspace.data().resolve("postgres"));
  }
}
