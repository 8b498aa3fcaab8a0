package dev.assay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class MigrationsTests {

  private TestingDatabase database = TestingDatabase.create();

  @BeforeMethod
  void create() {
    database.close();
    database = TestingDatabase.create();
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    database.close();
  }

  @Test
  void aSchemaIsMadeWithItsTables() {
    database.migrate("example");
    assertThatCode(() -> execute("insert into example.thing values (1, 'one')")).doesNotThrowAnyException();
  }

  @Test
  void severalAtOnceMigrateOnce() throws Exception {
    Callable<Boolean> migrate = () -> {
      database.migrate("example");
      return true;
    };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(Collections.nCopies(4, migrate))).allSatisfy(future -> assertThat(future.resultNow()).isTrue());
    }
  }

  @Test
  void aCurrentSchemaIsNotLookedAtAgain() throws SQLException {
    database.migrate("example");
    execute("drop table example.schema_history");
    database.migrate("example");
    assertThatThrownBy(() -> execute("select * from example.schema_history")).hasMessageContaining("does not exist");
  }

  @Test
  void aSchemaOfANewerAssayIsRefused() throws SQLException {
    database.migrate("example");
    execute("insert into example.schema_history select 2, '99', 'later', type, script, checksum, installed_by, now(), 0, true "
        + "from example.schema_history where version = '1'");
    execute("comment on schema example is 'another set'");
    assertThatThrownBy(() -> database.migrate("example"))
        .isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("a newer Assay has migrated it (version 99)");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutItsPassword() {
    var settings = new DatabaseSettings.External("jdbc:postgresql://127.0.0.1:1/assay", "me", () -> "hidden");
    assertThatThrownBy(() -> Database.open(settings))
        .isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("127.0.0.1:1/assay as me")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void anAddressWithAPasswordInItIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> new DatabaseSettings.External("jdbc:postgresql://db/assay?password=hidden", "me", () -> ""))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageNotContaining("hidden");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
