package dev.assay.store;

import dev.assay.database.LostConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Reads by plain SQL, through cursors, so that no answer has to fit in memory and a command that only looks pays for no
 * object mapper at its start.
 */
final class Reading {

  private static final int PAGE = 1_000;

  private final DataSource source;

  Reading(DataSource source) {
    this.source = source;
  }

  /** Takes one row. */
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** Makes a value of one row. */
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  <T> List<T> list(String doing, String sql, RowMapper<T> mapper, Object... parameters) {
    var found = new ArrayList<T>();
    each(doing, sql, row -> found.add(mapper.map(row)), parameters);
    return found;
  }

  <T> Optional<T> one(String doing, String sql, RowMapper<T> mapper, Object... parameters) {
    return list(doing, sql, mapper, parameters).stream().findFirst();
  }

  /** Read every row; asked again when the connection is lost before the first one came. */
  void each(String doing, String sql, RowReader reader, Object... parameters) {
    var begun = new AtomicBoolean();
    for (int attempt = 1; ; attempt++) {
      try {
        once(sql, row -> {
          begun.set(true);
          reader.read(row);
        }, parameters);
        return;
      } catch (SQLException e) {
        if (begun.get() || !LostConnection.isWorthAnother(e, attempt)) {
          throw Trouble.meeting(doing, e);
        }
      }
    }
  }

  private void once(String sql, RowReader reader, Object... parameters) throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false); // a cursor lives in a transaction
      try {
        read(connection, sql, reader, parameters);
      } finally {
        connection.rollback();
      }
    }
  }

  private static void read(Connection connection, String sql, RowReader reader, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(PAGE);
      bind(statement, parameters);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    }
  }

  static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }
}
