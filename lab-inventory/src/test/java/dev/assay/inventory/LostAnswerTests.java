package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.database.TestingDatabase;
import dev.assay.database.TestingLoss;
import dev.assay.database.TestingLoss.Fate;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** A claim is queued once and a lease given back for good, though the connection is lost as it takes effect. */
class LostAnswerTests {

  private TestingLoss database = new TestingLoss(TestingDatabase.create());
  private Inventory inventory = Inventory.over(database);

  @BeforeMethod
  void open() {
    database.close();
    database = new TestingLoss(TestingDatabase.create());
    inventory = Inventory.over(database);
    inventory.sync(TestingLabs.ofHosts(2));
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    database.close();
  }

  @Test
  void aClaimIsQueuedOnce() {
    for (var fate : Fate.values()) {
      database.loseNext(fate);
      var claim = inventory.request(hosts(2), claimant("ann"), 1, LENGTH);
      assertThat(database.happened()).isTrue();
      assertThat(inventory.plan("small")).singleElement().extracting(outlook -> outlook.forecast().claim().id()).isEqualTo(claim.id());
      assertThat(inventory.release(inventory.grant(claim).orElseThrow())).isTrue();
    }
  }

  @Test
  void aLeaseWhoseReleaseWasNotAnsweredWasGivenBack() {
    var lease = inventory.grant(inventory.request(hosts(2), claimant("ann"), 1, LENGTH)).orElseThrow();
    database.loseNext(Fate.TOOK_EFFECT);
    assertThat(inventory.release(lease)).isTrue();
    assertThat(database.happened()).isTrue();
    assertThat(inventory.live()).isEmpty();
    assertThat(inventory.release(lease)).isFalse();
  }
}
