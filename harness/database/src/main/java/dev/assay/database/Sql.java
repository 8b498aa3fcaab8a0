package dev.assay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements with parameters; values never become part of a statement's text. */
public final class Sql {

  private Sql() {}

  /** Reads one row of a result. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Run a statement that changes something; return how many rows it changed. */
  public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (var statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  public static <T> List<T> list(Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
    try (var statement = prepared(connection, sql, parameters); var rows = statement.executeQuery()) {
      var values = new ArrayList<T>();
      while (rows.next()) {
        values.add(row.read(rows));
      }
      return List.copyOf(values);
    }
  }

  /** Run a query that gives one row or none; more are an error of the caller's. */
  public static <T> Optional<T> one(Connection connection, Row<T> row, String sql, Object... parameters) throws SQLException {
    var rows = list(connection, row, sql, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException(rows.size() + " rows where one was expected: " + sql);
    }
    return rows.stream().findFirst();
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        set(statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void set(PreparedStatement statement, int index, Object value) throws SQLException {
    switch (value) {
      case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      case String[] texts -> statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
      case Long[] numbers -> statement.setArray(index, statement.getConnection().createArrayOf("bigint", numbers));
      default -> statement.setObject(index, value);
    }
  }
}
