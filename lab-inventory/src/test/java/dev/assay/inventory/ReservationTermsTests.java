package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.health.Finding;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Claim.Terms;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What claims and leases may be beside plain ones, on a real PostgreSQL. */
class ReservationTermsTests {

  private static final HostId H1 = HostId.of("h1");
  private static final Terms PREEMPTABLE = new Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, true);

  private TestingInventory inventory = TestingInventory.of(1);

  @BeforeMethod
  void open() {
    inventory.close();
    inventory = TestingInventory.of(2);
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    inventory.close();
  }

  @Test
  void anEvictedLeaseIsToldInItsHeartbeatAndFencedOffWhenItsTimeHasCome() throws SQLException {
    var batch = granted(asking("2 hosts", "batch").on(PREEMPTABLE));
    var urgent = leases().requestNow(asking("1 host", "urgent"));
    assertThat(urgent.lease()).isEmpty();
    var told = leases().heartbeat(batch);
    assertThat(told.notice().orElseThrow().why()).contains("for run of urgent of urgent");
    leases().require(H1, batch.tokens().get(H1));
    inventory.sql("update inventory.lease set evict_at = clock_timestamp() - interval '1 second' where evict_at is not null");
    assertThatThrownBy(() -> leases().require(H1, batch.tokens().get(H1))).isInstanceOf(StaleLeaseException.class).hasMessageContaining("it was evicted");
    assertThat(leases().grant(urgent.reservation())).isPresent();
    assertThatThrownBy(() -> leases().heartbeat(batch)).isInstanceOf(StaleLeaseException.class);
  }

  @Test
  void anEvictedLeaseThatIsGivenBackEarlyServesAtOnce() {
    var batch = granted(asking("2 hosts", "batch").on(PREEMPTABLE));
    var urgent = leases().requestNow(asking("2 hosts", "urgent")).reservation();
    assertThat(leases().release(batch)).isTrue();
    assertThat(leases().grant(urgent)).isPresent();
  }

  @Test
  void theDatabaseItselfRefusesASecondOpenGrantOfAUnit() throws SQLException {
    var first = granted(asking("1 host, with nfs", "ann"));
    var second = granted(asking("1 host, with nfs", "bob"));
    assertThat(first.units()).hasSize(1).doesNotContainAnyElementsOf(second.units());
    assertThatThrownBy(() -> inventory.sql("insert into inventory.lease_unit (lease, lab, resource, unit) select " + LeaseRows.number(second.id())
        + ", lab, resource, unit from inventory.lease_unit where lease = " + LeaseRows.number(first.id()))).hasMessageContaining("one_open_grant_per_unit");
  }

  @Test
  void aClaimPastItsDeadlineIsDropped() throws SQLException {
    granted(asking("2 hosts", "ann"));
    var terms = new Terms(Optional.empty(), Optional.of(SystemTime.real().now().plusSeconds(3600)), Optional.empty(), Optional.empty(), false, false);
    var late = leases().requestNow(asking("1 host", "bob").on(terms)).reservation();
    inventory.sql("update inventory.reservation set deadline = clock_timestamp() - interval '1 second' where id = " + late.id());
    leases().planNow("small");
    assertThatThrownBy(() -> leases().grant(late)).isInstanceOf(AssayException.Capacity.class).hasMessageContaining("its deadline passed");
  }

  @Test
  void aPersonsLeaseIsExtendedUnlessABookingNeedsItsHosts() {
    var mine = granted(asking("2 hosts", "ann").standing("looking", "LAB-1"));
    assertThat(leases().extend(mine, mine.expires().plus(Duration.ofHours(1))).expires()).isEqualTo(mine.expires().plus(Duration.ofHours(1)));
    var start = mine.expires().plus(Duration.ofHours(2));
    var booking = new Terms(Optional.of(start), Optional.empty(), Optional.empty(), Optional.of(Duration.ofHours(1)), true, false);
    leases().request(asking("2 hosts", "milestone").on(booking).standing("RC1", ""));
    assertThatThrownBy(() -> leases().extend(mine, start.plus(Duration.ofHours(1)))).isInstanceOf(AssayException.Capacity.class).hasMessageContaining("needs its hosts at");
  }

  @Test
  void aBookingThatCannotBeginAtItsTimeSaysSo() {
    var mine = granted(asking("2 hosts", "ann").standing("looking", "LAB-1"));
    for (long minutes : List.of(-30L, 30L)) {
      var booking = new Terms(Optional.of(mine.expires().plus(Duration.ofMinutes(minutes))), Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(5)), true, false);
      assertThat(leases().rehearse(asking("2 hosts", "milestone").on(booking).standing("RC1", "")).why().contains("it cannot begin at its time")).isEqualTo(minutes < 0);
    }
  }

  @Test
  void aGrantThatRanOutUnseenIsGrantedAgainInItsOldPlace() throws SQLException {
    var claim = leases().request(asking("2 hosts", "ann"));
    leases().planNow("small");
    var unseen = leases().live().getFirst();
    inventory.expire(unseen);
    var lease = leases().grant(claim).orElseThrow();
    assertThat(lease.tokens().get(H1)).isGreaterThan(unseen.tokens().get(H1));
  }

  @Test
  void oneOfManyThatLookIsGivenADueHostAndAnUnfitOneBecomesSuspect() {
    assertThat(leases().nextDue("small", Duration.ofHours(1))).contains(H1);
    assertThat(leases().nextDue("small", Duration.ofHours(1))).contains(HostId.of("h2"));
    assertThat(leases().nextDue("small", Duration.ofHours(1))).isEmpty();
    assertThat(leases().checked(H1, List.of(new Finding("ssh", Finding.Answer.BAD, "refused")), "ann")).isEqualTo(HostState.SUSPECT);
    assertThat(granted(asking("1 host", "bob")).tokens()).doesNotContainKey(H1);
    assertThat(leases().checked(H1, List.of(new Finding("ssh", Finding.Answer.GOOD, "answers")), "ann")).isEqualTo(HostState.READY);
    assertThat(leases().history(H1, 10)).extracting(Transition::after).containsExactly("ready", "suspect");
  }

  @Test
  void aPersonWhoWaitsIsServedWhenSomebodyElseGivesBack() {
    var busy = granted(asking("2 hosts", "ann"));
    leases().request(asking("1 host", "bob").standing("looking", ""));
    leases().release(busy);
    assertThat(leases().live()).singleElement().extracting(lease -> lease.claimant().owner()).isEqualTo("bob");
  }

  @Test
  void aPersonWhoWaitsIsServedWhenSomebodyLooksAfterALeaseRanOut() throws SQLException {
    var busy = granted(asking("2 hosts", "ann"));
    leases().request(asking("1 host", "bob").standing("looking", ""));
    inventory.expire(busy);
    leases().planForStanding("small");
    assertThat(leases().live()).singleElement().extracting(lease -> lease.claimant().owner()).isEqualTo("bob");
  }

  @Test
  void whatAControllerThatIsGoneStillAsksForIsGrantedToNobody() {
    leases().request(asking("1 host", "ann"));
    assertThat(leases().withdrawAllFor("run of ann")).isEqualTo(1);
    var mine = granted(asking("2 hosts", "bob"));
    assertThat(leases().live()).containsExactly(mine);
  }

  @Test
  void theLedgerFindsAHostThatTwoHadAtTheSameTime() throws SQLException {
    var before = leases().ledger();
    assertThat(before.wrong()).isEmpty();
    var first = granted(asking("1 host, where host == 'h1'", "ann"));
    leases().release(first);
    var second = granted(asking("1 host, where host == 'h1'", "bob"));
    assertThat(leases().ledger()).isEqualTo(new GrantLedger(before.grants() + 2, List.of()));
    inventory.sql("update inventory.lease set granted_at = granted_at - interval '1 hour' where id = " + LeaseRows.number(second.id()));
    assertThat(leases().ledger().wrong()).contains("host h1 was held by " + first.id() + " and " + second.id() + " at the same time");
  }

  @Test
  void nothingIsGrantedIntoAClosure() {
    leases().close(List.of(H1), SystemTime.real().now().plusSeconds(60), SystemTime.real().now().plusSeconds(7200), "ann", "new disks", "");
    var lease = granted(asking("1 host", "bob"));
    assertThat(lease.tokens()).doesNotContainKey(H1);
    var waiting = leases().requestNow(asking("1 host, where host == 'h1'", "dan"));
    assertThat(leases().plan("small")).singleElement().satisfies(outlook -> assertThat(outlook.why()).startsWith("waits: ").contains("h1 is closed from").contains("(new disks)"));
    leases().withdraw(waiting.reservation());
    assertThat(leases().reopen(H1, "ann")).isEqualTo(1);
    assertThat(granted(asking("1 host", "cat")).tokens()).containsKey(H1);
  }

  private Inventory leases() {
    return inventory.inventory();
  }

  private Lease granted(Application application) {
    return leases().requestNow(application).lease().orElseThrow();
  }

  private static Application asking(String request, String who) {
    return Application.of(dev.assay.core.Need.of(1), claimant(who), 5, LENGTH).asking(Request.parse(request));
  }
}
