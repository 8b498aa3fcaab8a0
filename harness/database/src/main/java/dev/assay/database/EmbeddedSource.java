package dev.assay.database;

import dev.assay.core.AssayException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to an embedded server wherever it serves: after each start it has another port, and one that was killed is started
 * again by whoever misses it first.
 */
final class EmbeddedSource implements DataSource {

  private final EmbeddedServer server;
  private final String database;
  private final Properties properties;
  private volatile EmbeddedServer.Address address;

  EmbeddedSource(EmbeddedServer server, EmbeddedServer.Address address, String database, Properties properties) {
    this.server = server;
    this.address = address;
    this.database = database;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    var known = address;
    try {
      return connect(known);
    } catch (SQLException e) {
      address = elsewhere(known, e);
      return connect(address);
    }
  }

  /** Return where the server is now; throws the failure when it is nowhere else. */
  private EmbeddedServer.Address elsewhere(EmbeddedServer.Address known, SQLException failure) throws SQLException {
    try {
      return server.again().filter(found -> !found.equals(known)).orElseThrow(() -> failure);
    } catch (AssayException.Unavailable e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private Connection connect(EmbeddedServer.Address where) throws SQLException {
    var all = new Properties();
    all.putAll(properties);
    all.putAll(where.login());
    return DriverManager.getConnection(where.url(database), all);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the embedded server has one user");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("there is no logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("there is no " + type + " within");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
