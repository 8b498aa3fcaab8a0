package dev.assay.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A pool of connections with a description for people. */
record PooledDatabase(HikariDataSource pool, String description) implements Database {

  @Override
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void migrate(String schema) {
    new Migrations(pool, description).migrate(schema);
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  public void close() {
    pool.close();
  }
}
