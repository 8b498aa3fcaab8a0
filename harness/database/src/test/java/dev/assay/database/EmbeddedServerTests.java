package dev.assay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The real server, in a real folder of its own. */
class EmbeddedServerTests {

  private Path folder = Path.of("target");

  @BeforeMethod
  void chooseFolder() throws IOException {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "server-").resolve("postgres");
  }

  @AfterMethod(alwaysRun = true)
  void stop() throws IOException {
    Database.stopEmbedded(folder);
    Folders.deleteTree(folder.getParent());
  }

  @Test
  void whatIsCommittedIsThereForTheNextCommand() throws SQLException {
    try (var database = open()) {
      execute(database, "create table kept (id int)");
    }
    long server = pid();
    try (var database = open()) {
      execute(database, "insert into kept values (1)");
    }
    assertThat(pid()).as("the server is adopted, not started again").isEqualTo(server);
  }

  @Test
  void aKilledServerRecoversAtTheNextOpen() throws Exception {
    try (var database = open()) {
      execute(database, "create table kept (id int primary key)");
      execute(database, "insert into kept values (7)");
    }
    kill(pid());
    try (var database = open()) {
      assertThatThrownBy(() -> execute(database, "insert into kept values (7)")).hasMessageContaining("duplicate key");
    }
  }

  @Test
  void aServerThatIsKilledUnderItsClientsIsStartedAgainByWhoeverMissesIt() throws Exception {
    try (var database = open()) {
      execute(database, "create table kept (id int primary key)");
      long first = pid();
      kill(first);
      new Transactions(database).runRepeatable("inserting", connection -> Sql.update(connection, "insert into kept values (7)"));
      assertThat(pid()).isNotEqualTo(first);
    }
  }

  @Test
  void aServerThatWasStoppedStaysStoppedAndIsFoundAgainOnceItIsStarted() throws Exception {
    try (var early = open()) {
      execute(early, "create table kept (id int primary key)");
      Database.stopEmbedded(folder);
      assertThat(server().again()).isEmpty();
      try (var later = open()) {
        execute(later, "insert into kept values (7)");
        new Transactions(early).runRepeatable("inserting", connection -> Sql.update(connection, "insert into kept values (8)"));
      }
    }
  }

  @Test
  void aFileOfADeadServerThatNamesALivingProcessIsNotTrusted() throws Exception {
    open().close();
    kill(pid());
    var file = PostmasterFile.in(new DataFolder(folder).cluster());
    var lines = Files.readString(file);
    Files.writeString(file, ProcessHandle.current().pid() + lines.substring(lines.indexOf('\n')));
    open().close();
    assertThat(pid()).isNotEqualTo(ProcessHandle.current().pid());
  }

  /** As in a container that shares the folder: the file names a process that means nothing here. */
  @Test
  void aServerThatCannotBeSeenFromHereIsNotStartedOver() throws IOException {
    open().close();
    var file = PostmasterFile.in(new DataFolder(folder).cluster());
    var original = Files.readString(file);
    Files.writeString(file, ProcessHandle.current().pid() + original.substring(original.indexOf('\n')));
    assertThatThrownBy(this::open).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("uses the folder");
    assertThat(file).as("the other server's file is left alone").exists();
    Files.writeString(file, original);
  }

  @Test
  void severalAtOnceGetOneServer() throws Exception {
    Callable<Integer> start = () -> server().startOrAdopt().port();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ports = threads.invokeAll(java.util.Collections.nCopies(4, start)).stream().map(future -> future.resultNow()).distinct();
      assertThat(ports).hasSize(1);
    }
  }

  @Test
  void thePasswordIsReadableByItsOwnerAlone() throws IOException {
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(new DataFolder(folder).password()))).isEqualTo("rw-------");
  }

  @Test
  void aConnectionWithoutThePasswordIsRefused() {
    var address = server().startOrAdopt();
    assertThatThrownBy(() -> new EmbeddedServer.Address(address.port(), "guess").connect("postgres"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void aDamagedFolderIsNamedWithWhatToDo() throws IOException {
    open().close();
    Database.stopEmbedded(folder);
    Files.delete(new DataFolder(folder).cluster().resolve("global/pg_control"));
    assertThatThrownBy(this::open)
        .isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("pg_control is missing")
        .hasMessageContaining("restore the folder from a backup, or move it away");
  }

  @Test
  void garbledDataAreReportedWithTheServersOwnWords() throws IOException {
    open().close();
    Database.stopEmbedded(folder);
    Files.writeString(new DataFolder(folder).cluster().resolve("PG_VERSION"), "9.6\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("incompatible with server");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Files.createFile(folder);
    assertThatThrownBy(this::open)
        .isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("starting the embedded PostgreSQL in " + folder);
  }

  @Test
  void anInterruptedFirstStartIsBegunAgain() throws IOException {
    Files.createDirectories(folder.resolve("cluster.new/base"));
    open().close();
    assertThat(folder.resolve("cluster.new")).doesNotExist();
  }

  @Test
  void stoppingTwiceSaysThatNothingRan() {
    open().close();
    assertThat(Database.stopEmbedded(folder)).isTrue();
    assertThat(Database.stopEmbedded(folder)).isFalse();
  }

  private Database open() {
    return Database.open(new DatabaseSettings.Embedded(folder));
  }

  private EmbeddedServer server() {
    return Databases.embedded(folder, Durability.DURABLE);
  }

  private long pid() {
    try {
      return PostmasterFile.read(new DataFolder(folder).cluster()).orElseThrow().pid();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void kill(long pid) {
    var process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
