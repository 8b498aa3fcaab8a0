package dev.assay.store;

import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.database.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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

  private final DataSource source;
  private final Time time = SystemTime.real();
  private @Nullable SessionFactory factory;
  private @Nullable Written written;

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
   * the transaction was being committed, the next try looks whether it was.
   *
   * @param work may be done again
   */
  <T> T ridingOut(String doing, Function<StatelessSession, T> work) {
    try (var lane = written().next()) {
      var before = new ArrayList<T>();
      return Outage.rideOut(time, Trouble::isLostConnection, () -> factory().fromStatelessTransaction(session -> {
        if (lane.enter(session)) {
          before.add(work.apply(session));
        }
        return before.getLast();
      }));
    } catch (RuntimeException e) {
      throw Trouble.meeting(doing, e);
    }
  }

  private synchronized Written written() {
    var known = written;
    if (known == null) {
      known = Outage.rideOut(time, Trouble::isLostConnection, () -> factory().fromStatelessTransaction(Written::by));
      written = known;
    }
    return known;
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
