package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static dev.assay.inventory.TestingLabs.claimant;
import static dev.assay.inventory.TestingLabs.hosts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import java.sql.SQLException;
import java.time.Duration;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Leases on a real PostgreSQL; time is made to pass in the database, by moving what it stored into the past. */
class LeasesTests {

  private static final HostId H1 = HostId.of("h1");

  private TestingInventory inventory = TestingInventory.of(1);

  @BeforeMethod
  void open() {
    inventory.close();
    inventory = TestingInventory.of(4);
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    inventory.close();
  }

  @Test
  void freeHostsAreGrantedAtOnceAndShownAsLeased() {
    var lease = grant("ann", 2);
    assertThat(lease.tokens().sequencedKeySet()).containsExactly(H1, HostId.of("h2"));
    assertThat(leases().live()).containsExactly(lease);
    assertThat(leases().hosts("small")).filteredOn(status -> status.lease().isPresent()).hasSize(2);
  }

  @Test
  void severalHostsAreGrantedTogetherOrNotAtAll() {
    grant("ann", 3);
    var wide = request("bob", 2);
    assertThat(leases().grant(wide)).isEmpty();
    assertThat(leases().live()).hasSize(1);
  }

  @Test
  void releasedHostsAreGrantedWithLargerTokens() {
    var first = grant("ann", 1);
    assertThat(leases().release(first)).isTrue();
    var second = grant("bob", 1);
    assertThat(second.tokens().get(H1)).isGreaterThan(first.tokens().get(H1));
  }

  @Test
  void askingAgainForAGrantGivesTheSameLease() {
    var claim = request("ann", 1);
    var lease = leases().grant(claim).orElseThrow();
    assertThat(leases().grant(claim)).contains(lease);
  }

  @Test
  void anExpiredLeaseNoLongerCountsThoughNobodyTookItsHosts() throws SQLException {
    var lease = grant("ann", 1);
    inventory.expire(lease);
    assertThat(leases().live()).isEmpty();
    assertThatThrownBy(() -> leases().require(H1, lease.tokens().get(H1))).isInstanceOf(StaleLeaseException.class).hasMessageContaining("it expired");
    assertThatThrownBy(() -> leases().heartbeat(lease)).isInstanceOf(StaleLeaseException.class);
    assertThat(leases().release(lease)).isFalse();
  }

  @Test
  void aControllerThatWakesUpLateIsFencedOff() throws SQLException {
    var paused = grant("ann", 4);
    inventory.expire(paused);
    var next = grant("bob", 1);
    assertThat(next.tokens().get(H1)).isGreaterThan(paused.tokens().get(H1));
    assertThatThrownBy(() -> leases().require(H1, paused.tokens().get(H1)))
        .isInstanceOf(StaleLeaseException.class)
        .hasMessageContaining("was given to run of bob of bob since");
    assertThatThrownBy(() -> leases().heartbeat(paused)).isInstanceOf(StaleLeaseException.class);
    assertThat(leases().release(paused)).isFalse();
    assertThatCode(() -> leases().require(H1, next.tokens().get(H1))).doesNotThrowAnyException();
  }

  @Test
  void aHeartbeatMovesTheExpiry() throws SQLException {
    var lease = grant("ann", 1);
    inventory.expireIn(lease, Duration.ofSeconds(30));
    assertThat(leases().heartbeat(lease).expires()).isAfter(lease.granted().plus(Duration.ofMinutes(4)));
  }

  @Test
  void aTokenFromTheFutureIsRefused() {
    var lease = grant("ann", 1);
    var later = new FencingToken(lease.tokens().get(H1).value() + 1);
    assertThatThrownBy(() -> leases().require(H1, later)).isInstanceOf(StaleLeaseException.class);
  }

  @Test
  void theDatabaseItselfRefusesASecondOpenGrantOfAHost() {
    grant("ann", 1);
    var other = LeaseRows.number(grant("bob", 1).id());
    assertThatThrownBy(() -> inventory.sql(
        "insert into inventory.lease_host (lease, lab, host, position, token) values (" + other + ", 'small', 'h1', 9, 99)"))
        .hasMessageContaining("one_open_grant_per_host");
  }

  @Test
  void theDatabaseItselfRefusesATokenThatShrinks() {
    grant("ann", 1);
    assertThatThrownBy(() -> inventory.sql("update inventory.host set token = 0 where name = 'h1'")).hasMessageContaining("would shrink");
  }

  @Test
  void whatCannotBeHadIsToldWithoutAReservation() {
    assertThatThrownBy(() -> inventory.inventory().requirePossible(TestingLabs.withNfs(5), "small")).isInstanceOf(AssayException.Capacity.class);
    inventory.inventory().requirePossible(TestingLabs.withNfs(1), "small");
  }

  @Test
  void whatCannotBeHadIsRefusedAtOnceWithTheNearestMiss() {
    assertThatThrownBy(() -> leases().request(TestingLabs.withNfs(5), claimant("ann"), 1, LENGTH))
        .isInstanceOf(AssayException.Capacity.class)
        .hasMessageStartingWith("reserving pool of 5, with nfs in lab small: no set of its hosts could ever satisfy it; "
            + "the nearest is class std at here with nfs1, which has 4 in service");
  }

  @Test
  void aWaitingClaimSaysWhatHoldsTheHosts() {
    grant("ann", 4);
    assertThat(leases().waiting(request("bob", 1)))
        .startsWith("for 1 host: hosts: 4 match, 0 free; h1 is held by run of ann of ann since ");
  }

  @Test
  void aWideClaimIsNotStarvedByNarrowOnes() {
    var narrow = grant("ann", 1);
    var wide = request("bob", 4);
    assertThat(leases().grant(wide)).isEmpty();
    var later = request("cat", 1);
    assertThat(leases().grant(later)).as("hosts that the older claim waits for stay free").isEmpty();
    assertThat(leases().waiting(later)).contains("the free ones are kept for who came first");
    leases().release(narrow);
    assertThat(leases().grant(later)).isEmpty();
    assertThat(leases().grant(wide)).isPresent();
  }

  @Test
  void aMoreUrgentClaimGoesFirst() {
    var holder = grant("ann", 4);
    var patient = leases().request(hosts(1), claimant("bob"), 5, LENGTH);
    var urgent = leases().request(hosts(4), claimant("cat"), 1, LENGTH);
    leases().release(holder);
    assertThat(leases().grant(patient)).isEmpty();
    assertThat(leases().grant(urgent)).isPresent();
  }

  @Test
  void aClaimWhoseControllerDiedIsPassedOver() throws SQLException {
    var dead = request("ann", 4);
    inventory.sql("update inventory.reservation set asked_at = asked_at - interval '2 minutes' where id = " + dead.id());
    assertThat(leases().grant(request("bob", 1))).isPresent();
  }

  @Test
  void aWithdrawnClaimHoldsNobodyUpAndIsNotGranted() {
    var gone = request("ann", 4);
    leases().withdraw(gone);
    leases().withdraw(gone);
    assertThat(leases().grant(request("bob", 1))).isPresent();
    assertThatThrownBy(() -> leases().grant(gone)).isInstanceOf(AssayException.Cancelled.class);
  }

  @Test
  void aQuarantinedHostIsNotGrantedAndSaysWhy() {
    leases().setState(H1, HostState.QUARANTINED, "ann", "its fan is loud");
    assertThat(grant("bob", 1).tokens()).doesNotContainKey(H1);
    assertThatThrownBy(() -> leases().request(hosts(4), claimant("cat"), 1, LENGTH))
        .isInstanceOf(AssayException.Capacity.class)
        .hasMessageContaining("which has 3 in service; h1 is quarantined (its fan is loud)");
  }

  @Test
  void aRetiredHostMustBeLookedAtBeforeItIsUsedAgain() {
    leases().setState(H1, HostState.RETIRED, "ann", "sold");
    assertThatThrownBy(() -> leases().setState(H1, HostState.READY, "ann", "")).isInstanceOf(AssayException.Usage.class);
    leases().setState(H1, HostState.MAINTENANCE, "ann", "came back");
    leases().setState(H1, HostState.READY, "ann", "checked");
    assertThat(grant("bob", 4).tokens()).containsKey(H1);
  }

  @Test
  void aHostThatTheFileDropsRetiresAndItsTokensGoOnWhenItReturns() {
    var before = grant("ann", 4);
    var h4 = HostId.of("h4");
    leases().release(before);
    inventory.inventory().sync(TestingLabs.ofHosts(3));
    assertThatThrownBy(() -> request("bob", 4)).isInstanceOf(AssayException.Capacity.class);
    inventory.inventory().sync(TestingLabs.ofHosts(4));
    assertThat(grant("bob", 4).tokens().get(h4)).isGreaterThan(before.tokens().get(h4));
  }

  @Test
  void onlyTheHolderCanNoteWhatItInstalled() {
    var lease = grant("ann", 1);
    leases().installed(H1, lease.tokens().get(H1), BuildId.of("7.0-1"));
    leases().release(lease);
    assertThat(leases().hosts("small").getFirst().lastGoodInstall()).isEqualTo("7.0-1");
    assertThatThrownBy(() -> leases().installed(H1, lease.tokens().get(H1), BuildId.of("7.0-2"))).isInstanceOf(StaleLeaseException.class);
  }

  @Test
  void aMistypedHostIsRefusedWithTheNearestName() {
    assertThatThrownBy(() -> leases().setState(HostId.of("h9"), HostState.QUARANTINED, "ann", ""))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("did you mean h1?");
  }

  @Test
  void rehearsingTakesNothing() {
    assertThat(inventory.inventory().rehearse(hosts(2), "small")).isEqualTo("h1 h2");
    assertThat(grant("ann", 4).tokens()).hasSize(4);
    assertThat(inventory.inventory().rehearse(hosts(2), "small")).startsWith("would wait: class std at here: 4 match, 0 free");
  }

  private Leases leases() {
    return inventory.inventory();
  }

  private Reservation request(String who, int count) {
    return leases().request(hosts(count), claimant(who), 3, LENGTH);
  }

  private Lease grant(String who, int count) {
    return leases().grant(request(who, count)).orElseThrow();
  }
}
