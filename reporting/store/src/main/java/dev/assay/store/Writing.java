package dev.assay.store;

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
