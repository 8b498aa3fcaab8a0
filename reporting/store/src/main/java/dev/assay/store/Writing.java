package dev.assay.store;

import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.database.LostConnection;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Writes through Hibernate, one short transaction each, durable on return.
 *
 * <p>The session factory is made at the first write, for it takes longer than a command that only reads may.
 */
final class Writing implements AutoCloseable {

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final DataSource source;
  private final Time time = SystemTime.real();
  private @Nullable SessionFactory factory;

  Writing(DataSource source) {
    this.source = source;
  }

  /** Run the work in one transaction; nothing of it is seen by anybody when it throws. */
  <T> T inTransaction(String doing, Function<StatelessSession, T> work) {
    try {
      return factory().fromStatelessTransaction(work);
    } catch (RuntimeException e) {
      throw Trouble.meeting(doing, e);
    }
  }

  /**
   * Run work of a run under way, which rides out a database that is gone for less than its leases last. Where it went away while
   * the transaction was being committed, nobody knows whether it was; then this throws at once.
   *
   * @param work may be done again
   */
  <T> T ridingOut(String doing, Function<StatelessSession, T> work) {
    var begun = time.now();
    while (true) {
      var done = new AtomicBoolean();
      try {
        return factory().fromStatelessTransaction(session -> {
          var result = work.apply(session);
          done.set(true);
          return result;
        });
      } catch (RuntimeException e) {
        if (done.get() || !Trouble.isLostConnection(e) || time.since(begun).compareTo(LostConnection.MOST_OUTAGE) > 0) {
          throw Trouble.meeting(doing, e);
        }
        time.sleep(BETWEEN_ATTEMPTS);
      }
    }
  }

  private synchronized SessionFactory factory() {
    var made = factory;
    if (made == null) {
      made = configuration().buildSessionFactory();
      factory = made;
    }
    return made;
  }

  private Configuration configuration() {
    var properties = new Properties();
    properties.put("hibernate.connection.datasource", source);
    properties.put("hibernate.jdbc.batch_size", "500");
    properties.put("hibernate.order_inserts", "true");
    properties.put("jakarta.persistence.validation.mode", "none");
    var configuration = new Configuration().addProperties(properties);
    for (var entity : entities()) {
      configuration.addAnnotatedClass(entity);
    }
    return configuration;
  }

  static List<Class<?>> entities() {
    return List.of(RunEntity.class, PhaseEntity.class, PlannedCaseEntity.class, AttemptEntity.class, EvidenceEntity.class);
  }

  @Override
  public synchronized void close() {
    if (factory != null) {
      factory.close();
      factory = null;
    }
  }
}
