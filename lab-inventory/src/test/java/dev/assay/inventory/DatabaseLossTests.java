package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.database.Database;
import dev.assay.database.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The database server killed under the inventory. */
class DatabaseLossTests {

  private static final HostId H1 = HostId.of("h1");

  private Path folder = Path.of("target");

  @BeforeMethod
  void chooseFolder() throws IOException {
    folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "loss-").resolve("postgres");
  }

  @AfterMethod(alwaysRun = true)
  void stop() throws IOException {
    Database.stopEmbedded(folder);
    try (var files = Files.walk(folder.getParent())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aLeaseOutlivesTheKilledServerAndStillFences() throws IOException {
    try (var before = open()) {
      var inventory = synced(before);
      var lease = inventory.grant(inventory.request(hosts(1), claimant("ann"), 1, LENGTH)).orElseThrow();
      killServer();
      try (var after = open()) {
        var reopened = synced(after);
        assertThat(reopened.live()).containsExactly(lease);
        assertThat(reopened.grant(reopened.request(hosts(1), claimant("bob"), 1, LENGTH))).isEmpty();
        reopened.require(H1, lease.tokens().get(H1));
        assertThat(reopened.release(lease)).isTrue();
      }
    }
  }

  @Test
  void whileTheServerIsGoneTheInventorySaysSoAndWhatItWasDoing() throws IOException {
    try (var database = open()) {
      var inventory = synced(database);
      Database.stopEmbedded(folder);
      assertThatThrownBy(inventory::live)
          .isInstanceOf(AssayException.Unavailable.class)
          .hasMessageStartingWith("listing leases in " + folder)
          .hasMessageContaining("the database is gone or was restarted");
    }
  }

  private Database open() {
    return Database.open(new DatabaseSettings.Embedded(folder));
  }

  private static Inventory synced(Database database) {
    var inventory = Inventory.over(database);
    inventory.sync(TestingLabs.ofHosts(1));
    return inventory;
  }

  private void killServer() throws IOException {
    var pid = Long.parseLong(Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
    var server = ProcessHandle.of(pid).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
  }
}
