package dev.assay.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Opens databases: the only place that knows where connections come from. */
final class Databases {

  private static final int POOL_SIZE = 10;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private Databases() {}

  static Database open(DatabaseSettings settings) {
    return switch (settings) {
      case DatabaseSettings.Embedded(var folder) -> openEmbedded(embedded(folder, Durability.DURABLE), folder);
      case DatabaseSettings.External external -> openExternal(external);
    };
  }

  static EmbeddedServer embedded(Path folder, Durability durability) {
    return new EmbeddedServer(folder, UserFolders.of(System.getenv()).cache(), durability, SystemTime.real());
  }

  private static Database openEmbedded(EmbeddedServer server, Path folder) {
    var address = server.startOrAdopt();
    return new PooledDatabase(pool(server, address, EmbeddedServer.DATABASE), folder.toString());
  }

  /** Make a pool on one of the embedded server's databases. */
  static HikariDataSource pool(EmbeddedServer server, EmbeddedServer.Address address, String database) {
    var config = config();
    config.setDataSource(new EmbeddedSource(server, address, database, connectionProperties()));
    return open(config, address.url(database));
  }

  private static Database openExternal(DatabaseSettings.External external) {
    var config = config();
    config.setJdbcUrl(external.url());
    config.setUsername(external.user());
    config.setPassword(external.password().get());
    config.setDataSourceProperties(connectionProperties());
    return new PooledDatabase(open(config, external.toString()), external.toString());
  }

  private static HikariConfig config() {
    var config = new HikariConfig();
    config.setPoolName("assay");
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT_LIMIT.toMillis());
    config.setInitializationFailTimeout(1);
    return config;
  }

  private static Properties connectionProperties() {
    var properties = new Properties();
    properties.setProperty("reWriteBatchedInserts", "true");
    // So that whoever looks at the server's activity knows which process it is of.
    properties.setProperty("ApplicationName", "assay " + ProcessHandle.current().pid());
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", Long.toString(CONNECT_LIMIT.toSeconds()));
    return properties;
  }

  /** The driver tells a wrong name of the host apart from other trouble only by what caused its exception. */
  private static String words(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof java.net.UnknownHostException unknown) {
        return "no host has the name " + unknown.getMessage();
      }
    }
    return String.valueOf(thrown.getMessage()).replaceFirst("\\.$", "");
  }

  private static HikariDataSource open(HikariConfig config, String description) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new AssayException.Unavailable("connecting to the database " + description + ": " + words(cause)
          + "; check that it runs, its address, user and password", e);
    }
  }
}
