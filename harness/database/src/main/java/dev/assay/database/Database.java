package dev.assay.database;

import javax.sql.DataSource;

/**
 * An open PostgreSQL with a connection pool.
 *
 * <p>{@code Database.open(settings)} starts or adopts the embedded server, or connects to the one that a URL names.
 */
public interface Database extends AutoCloseable {

  DataSource dataSource();

  /**
   * Bring a schema to the newest version that the class path's {@code db/<schema>} folder holds.
   *
   * <p>Safe when several processes do it at once.
   */
  void migrate(String schema);

  /** Return where the data are, without secrets: a folder, or a URL without password. */
  String describe();

  @Override
  void close();
}
