package dev.assay.store;

import static dev.assay.store.TestingPlans.header;
import static dev.assay.store.TestingPlans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.database.TestingDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class SchemaTests {

  private static final int ATTEMPTS = 10_000;

  private TestingDatabase database;

  @BeforeClass
  void openDatabase() {
    database = TestingDatabase.create();
    database.migrate("results");
  }

  @AfterClass(alwaysRun = true)
  void closeDatabase() {
    database.close();
  }

  @Test
  public void migrationsMakeWhatTheEntitiesMap() {
    var configuration = new Configuration();
    configuration.getProperties().put("hibernate.connection.datasource", database.dataSource());
    configuration.setProperty("hibernate.hbm2ddl.auto", "validate");
    Writing.entities().forEach(configuration::addAnnotatedClass);
    try (var factory = configuration.buildSessionFactory()) {
      assertThat(factory.getMetamodel().getEntities()).hasSize(Writing.entities().size());
    }
  }

  @Test
  public void tenThousandAttemptsAreListedInAFixedNumberOfStatements() throws SQLException {
    try (var runs = StoredRuns.over(database)) {
      var run = runs.open(header("big", "first"), plan(ATTEMPTS / 2));
      fill(RunNumber.of(run));
      var statements = new AtomicInteger();
      var reading = new Reading(counting(statements));
      var names = new HashSet<String>();
      var attempts = new AtomicInteger();
      new CaseReader(reading).each("reading", RunNumber.of(run), test -> {
        names.add(test.planned().id().value());
        attempts.addAndGet(test.attempts().size());
      });
      var record = new RunReader(reading).read("listing", "order by r.number desc limit ?", 20).getFirst();
      assertThat(names).hasSize(ATTEMPTS / 2);
      assertThat(attempts).hasValue(ATTEMPTS);
      assertThat(record.counts().values()).containsExactly(ATTEMPTS / 2);
      assertThat(statements).hasValue(3);
    }
  }

  private void fill(long run) throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into results.attempt (run, ordinal, number, hosts, began_nanos, ended, took_nanos, verdict, blame, message, stack)
          select %d, ordinal, number, '{ams-h03}', 0, clock_timestamp(), 1, 'PASS', 'NOBODY', '', ''
          from generate_series(0, %d) ordinal, generate_series(1, 2) number
          """
              .formatted(run, ATTEMPTS / 2 - 1));
    }
  }

  /** Count the statements prepared on the connections that a data source hands out. */
  private DataSource counting(AtomicInteger statements) {
    return proxy(DataSource.class, database.dataSource(), (method, result) -> method.equals("getConnection")
        ? proxy(Connection.class, result, (call, answer) -> {
          if (call.equals("prepareStatement")) {
            statements.incrementAndGet();
          }
          return answer;
        })
        : result);
  }

  private interface Watcher {
    Object seen(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, Object target, Watcher watcher) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
      try {
        return watcher.seen(method.getName(), method.invoke(target, arguments));
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }));
  }
}
