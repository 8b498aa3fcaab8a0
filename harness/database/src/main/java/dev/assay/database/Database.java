package dev.assay.database;

import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * An open PostgreSQL with a connection pool.
 *
 * <p>{@code Database.open(settings)} starts or adopts the embedded server, or connects to the one that a URL names.
 */
public interface Database extends AutoCloseable {

  /**
   * Open the database; the embedded server is started when it does not run, and stays when this is closed.
   *
   * @throws dev.assay.core.AssayException.Unavailable when it cannot be started or does not answer within 10 s
   */
  static Database open(DatabaseSettings settings) {
    return Databases.open(settings);
  }

  /** Stop the embedded server of this folder, ending whatever its clients do; return whether it ran. */
  static boolean stopEmbedded(Path folder) {
    return Databases.embedded(folder, Durability.DURABLE).stop();
  }

  DataSource dataSource();

  /**
   * Bring a schema to the newest version that the class path's {@code db/<schema>} folder holds.
   *
   * <p>Safe when several processes do it at once; a schema that is current costs one query.
   *
   * @throws dev.assay.core.AssayException.Unavailable when a migration fails, or when a newer Assay migrated the schema
   */
  void migrate(String schema);

  /** Return where the data are, without secrets: a folder, or a URL without password. */
  String describe();

  @Override
  void close();
}
