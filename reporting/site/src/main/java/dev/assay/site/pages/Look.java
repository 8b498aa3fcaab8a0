package dev.assay.site.pages;

import dev.assay.database.Database;
import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.util.List;
import java.util.Optional;

/** Reads the schemas of others by plain statements; it never writes. */
public final class Look {

  private final Transactions transactions;

  public Look(Database database) {
    this.transactions = new Transactions(database);
  }

  <T> List<T> list(String doing, Sql.Row<T> row, String sql, Object... parameters) {
    return transactions.read(doing, connection -> Sql.list(connection, row, sql, parameters));
  }

  <T> Optional<T> one(String doing, Sql.Row<T> row, String sql, Object... parameters) {
    return transactions.read(doing, connection -> Sql.one(connection, row, sql, parameters));
  }

  /** Send several at once: the page waits for the database once, however many it asks. */
  void together(String doing, List<? extends Query<?>> queries) {
    transactions.read(doing, connection -> {
      Query.run(connection, queries);
      return queries.size();
    });
  }
}
