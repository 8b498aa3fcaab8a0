package dev.assay.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A statement of several that go to the server together and are done there one after the other, each seeing what those before it
 * did: one wait for the network in place of many.
 */
public final class Query<T> {

  private final String sql;
  private final Sql.Row<T> row;
  private final Object[] parameters;
  private List<T> rows = List.of();

  private Query(String sql, Sql.Row<T> row, Object... parameters) {
    this.sql = sql;
    this.row = row;
    this.parameters = parameters;
  }

  /** Make one that returns rows; values never become part of its text. */
  public static <T> Query<T> of(Sql.Row<T> row, String sql, Object... parameters) {
    return new Query<>(sql, row, parameters);
  }

  /** Make one whose answer nobody wants. */
  public static Query<Boolean> silent(String sql, Object... parameters) {
    return new Query<>(sql, _ -> true, parameters);
  }

  /** Run them in this order. */
  public static void run(Connection connection, List<? extends Query<?>> queries) throws SQLException {
    var text = queries.stream().map(Query::text).collect(Collectors.joining(";\n"));
    var parameters = new ArrayList<Object>();
    queries.stream().map(Query::values).forEach(parameters::addAll);
    try (var statement = Sql.prepared(connection, text, parameters.toArray())) {
      boolean hasRows = statement.execute();
      for (var query : queries) {
        if (hasRows) {
          try (var results = statement.getResultSet()) {
            query.read(results);
          }
        }
        hasRows = statement.getMoreResults();
      }
    }
  }

  private String text() {
    return sql;
  }

  private List<Object> values() {
    return List.of(parameters);
  }

  private void read(ResultSet results) throws SQLException {
    var all = new ArrayList<T>();
    while (results.next()) {
      all.add(row.read(results));
    }
    rows = List.copyOf(all);
  }

  /** Return the rows it gave; none before it ran. */
  public List<T> rows() {
    return rows;
  }

  public Optional<T> first() {
    return rows.stream().findFirst();
  }
}
