package dev.assay.database;

import dev.assay.core.AssayException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a schema up to date with Flyway.
 *
 * <p>Flyway itself takes half a second to start, which every command would pay. So the schema's comment names the set of
 * migrations it was last brought to, and while the class path holds that very set nothing more is done.
 */
final class Migrations {

  private static final String MARK = "assay migrations ";

  /** Any number, the same for every Assay: the advisory lock under which schemas are changed. */
  private static final long LOCK = 0x61_73_73_61_79L;

  private final DataSource source;
  private final String description;

  Migrations(DataSource source, String description) {
    this.source = source;
    this.description = description;
  }

  void migrate(String schema) {
    if (!schema.matches("[a-z][a-z0-9_]{0,40}")) {
      throw new IllegalArgumentException("a schema's name is lower-case letters, digits and underscores, not " + schema);
    }
    var wanted = MARK + MigrationFiles.of(schema).fingerprint();
    try (var connection = source.getConnection()) {
      if (comment(connection, schema).equals(Optional.of(wanted))) {
        return;
      }
      execute(connection, "select pg_advisory_lock(" + LOCK + ")");
      try {
        if (!comment(connection, schema).equals(Optional.of(wanted))) {
          runFlyway(schema);
          execute(connection, "comment on schema " + schema + " is '" + wanted + "'");
        }
      } finally {
        execute(connection, "select pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException | FlywayException e) {
      throw new AssayException.Unavailable("bringing schema " + schema + " of " + description + " up to date: " + e.getMessage(), e);
    }
  }

  private void runFlyway(String schema) {
    var flyway = Flyway.configure()
        .dataSource(source)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(true)
        .table("schema_history")
        .locations("classpath:db/" + schema)
        .cleanDisabled(true)
        .outOfOrder(true) // parts of the project take their numbers from ranges of their own
        .load();
    refuseNewer(schema, flyway.info().applied());
    flyway.migrate();
  }

  private void refuseNewer(String schema, MigrationInfo[] applied) {
    var newer = Arrays.stream(applied)
        .filter(migration -> migration.getState().isApplied() && !migration.getState().isResolved())
        .map(migration -> String.valueOf(migration.getVersion()))
        .collect(Collectors.joining(", "));
    if (!newer.isEmpty()) {
      throw new AssayException.Unavailable("opening schema " + schema + " of " + description + ": a newer Assay has migrated it (version "
          + newer + "); use that Assay, or another database with --db-url", null);
    }
  }

  private static Optional<String> comment(Connection connection, String schema) throws SQLException {
    var sql = "select obj_description(to_regnamespace('" + schema + "'), 'pg_namespace')";
    try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
