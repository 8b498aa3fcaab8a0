package dev.assay.store.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.kpi.Sample;
import dev.assay.database.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.postgresql.PGConnection;

/** Tables like that of the samples, filled without any of the store's checks. */
final class BareTables implements AutoCloseable {

  private static final String COLUMNS = "series integer not null, run bigint not null, ordinal integer not null, attempt integer not null,"
      + " at_nanos bigint not null, value double precision not null";

  private final DataSource source;
  private final SessionFactory factory;
  private long nextId = 1;

  BareTables(Database database) {
    source = database.dataSource();
    create("benchmark_copy", "");
    create("benchmark_hibernate", "id bigint primary key, ");
    var properties = new Properties();
    properties.put("hibernate.connection.datasource", source);
    properties.put("hibernate.jdbc.batch_size", "1000");
    properties.put("jakarta.persistence.validation.mode", "none");
    factory = new Configuration().addProperties(properties).addAnnotatedClass(SampleRow.class).buildSessionFactory();
  }

  private void create(String table, String key) {
    try (var connection = source.getConnection(); var statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("create table " + table + " (" + key + COLUMNS + ")");
      statement.execute("create index on " + table + " (series, run) include (value)");
      statement.execute("create index on " + table + " (run, ordinal, attempt)");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Make the lines that COPY takes. */
  static byte[] lines(List<Sample> samples, int series) {
    var text = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      text.append(i % series).append("\t1\t0\t1\t").append(nanos(samples.get(i).at())).append('\t').append(samples.get(i).value()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Copy all lines in one transaction; return how many there were. */
  double copy(byte[] lines) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(true);
      return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy benchmark_copy from stdin", new ByteArrayInputStream(lines));
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  /** Insert all samples in one transaction; return how many there were. */
  double insertByHibernate(List<Sample> samples, int series) {
    factory.inTransaction(session -> {
      for (int i = 0; i < samples.size(); i++) {
        session.persist(new SampleRow(nextId++, i % series, nanos(samples.get(i).at()), samples.get(i).value()));
        if (i % 1000 == 999) {
          session.flush();
          session.clear();
        }
      }
    });
    return samples.size();
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }

  private static AssayException failed(Exception e) {
    return new AssayException.Unavailable("running the ingest benchmark: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    factory.close();
  }
}
