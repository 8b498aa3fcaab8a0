package dev.assay.inventory;

import static dev.assay.inventory.TestingLabs.LENGTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.need.Request;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Grants without a plan give what the plan would, and leave alone whatever needs one. */
class AtOnceTests {

  private static final Lab LAB = LabFile.parse("test", """
      name: small
      kind: simulated
      teams:
        storage: {members: [sam], hosts: 2, classes: [big]}
      classes:
        std: {cpus: 8, memory: 64GiB, disk: 100GiB, generations: [dundee]}
        big: {cpus: 32, memory: 256GiB, disk: 100GiB, generations: [dundee]}
      sites:
        here:
          hosts:
            h1: {class: std, address: 10.0.0.1, mac: "02:00:00:00:00:01"}
            h2: {class: big, address: 10.0.0.2, mac: "02:00:00:00:00:02"}
            h3: {class: std, address: 10.0.0.3, mac: "02:00:00:00:00:03"}
            h4: {class: big, address: 10.0.0.4, mac: "02:00:00:00:00:04"}
            h5: {class: big, address: 10.0.0.5, mac: "02:00:00:00:00:05"}
      builds:
        7.0-1: {product: XenServer, version: "7.0", generation: dundee, media: "http://media/7.0-1"}
      defaultBuild: 7.0-1
      """);

  private static final Lab REAL = LabFile.parse("test", """
      name: real
      kind: remote
      networkBoot: http://127.0.0.1:8081
      classes:
        small: {target: xen, cpus: 2, memory: 4GiB, disk: 8GiB, generations: [xen-12]}
      sites:
        here:
          hosts:
            r1: {class: small, address: 127.0.0.1, mac: "52:54:00:77:00:01", access: {ssh: "127.0.0.1:2201", hostKey: "SHA256:Q2F1dGlvbjogbWFkZSB1cCwgbm90IGEgcmVhbCBrZXk", key: "file:/lab/key"}, power: {address: "ipmi://127.0.0.1:6231", user: admin, password: "env:BMC"}}
            r2: {class: small, address: 127.0.0.2, mac: "52:54:00:77:00:02", access: {ssh: "127.0.0.1:2202", hostKey: "SHA256:Q2F1dGlvbjogbWFkZSB1cCwgbm90IGEgcmVhbCBrZXk", key: "file:/lab/key"}, power: {address: "ipmi://127.0.0.1:6232", user: admin, password: "env:BMC"}}
      builds:
        xen-12-4.17: {product: Xen, version: "4.17", buildNumber: debian12, generation: xen-12, media: "http://127.0.0.1:8081/media/"}
      defaultBuild: xen-12-4.17
      """);

  private TestingInventory inventory = TestingInventory.of(1);

  @BeforeMethod
  void open() {
    inventory.close();
    inventory = TestingInventory.of(1);
    inventory.inventory().sync(LAB);
    inventory.inventory().sync(REAL);
  }

  @AfterMethod(alwaysRun = true)
  void close() {
    inventory.close();
  }

  @Test
  void theHostsAreThoseThatThePlanWouldGive() throws SQLException {
    var held = new ArrayList<Lease>();
    for (var request : List.of("1 host", "2 hosts, where cpus >= 16", "1 host, not on h3", "1 host, where state == 'ready'", "1 host, where class == 'std'")) {
      var planned = leases().rehearse(asking(request, "ann"));
      var granted = leases().requestNow(asking(request, "ann")).lease();
      assertThat(granted.map(lease -> List.copyOf(lease.tokens().keySet())).orElse(List.of())).as(request)
          .isEqualTo(planned.why().isEmpty() ? planned.forecast().hosts() : List.of());
      granted.ifPresent(held::add);
      if (held.size() == 3) {
        assertThat(leases().release(held.removeFirst())).isTrue();
      }
    }
    assertThat(leases().live()).containsExactlyElementsOf(held);
  }

  @Test
  void theLeaseIsTheOneThatIsStored() {
    var granted = leases().requestNow(asking("2 hosts", "ann"));
    assertThat(leases().grant(granted.reservation())).isEqualTo(granted.lease());
    assertThat(leases().live()).containsExactly(granted.lease().orElseThrow());
  }

  @Test
  void aTeamGetsNoMoreThanItsQuotaAndOnlyItsClasses() {
    assertThat(granted("2 hosts", "sam").tokens()).containsOnlyKeys(HostId.of("h2"), HostId.of("h4"));
    assertThat(leases().requestNow(asking("1 host", "sam")).lease()).isEmpty();
    assertThatThrownBy(() -> leases().requestNow(asking("1 host, where class == 'std'", "sam"))).hasMessageContaining("team storage may use the classes big only");
    assertThat(granted("1 host, where class == 'big'", "ann").tokens()).containsOnlyKeys(HostId.of("h5"));
  }

  @Test
  void whoeverWaitsIsNotOvertaken() {
    var first = granted("4 hosts", "ann");
    assertThat(leases().requestNow(asking("5 hosts", "bob")).lease()).isEmpty();
    // A narrow claim may go first only where the plan says that the wide one loses nothing by it: here nobody knows when ann is done.
    assertThat(leases().requestNow(asking("1 host", "cat")).lease().isPresent()).isEqualTo(leases().rehearse(asking("1 host", "dan")).why().isEmpty());
    assertThat(leases().release(first)).isTrue();
  }

  @Test
  void anExpiredLeaseIsEndedFirstAndItsHostsAreGrantedAnew() throws SQLException {
    var lost = granted("5 hosts", "ann");
    inventory.expire(lost);
    var next = granted("5 hosts", "bob");
    next.tokens().forEach((host, token) -> assertThat(token).isGreaterThan(lost.tokens().get(host)));
    assertThat(leases().release(lost)).isFalse();
    assertThat(leases().live()).containsExactly(next);
  }

  @Test
  void whoExploresGetsTheHostThatWasUsedLongestAgo() {
    leases().release(granted("1 host", "ann"));
    assertThat(granted("1 host, explore", "bob").tokens()).containsOnlyKeys(HostId.of("h2"));
  }

  @Test
  void aClosureIsLeftToThePlan() {
    leases().close(List.of(HostId.of("h1")), SystemTime.real().now().plusSeconds(60), SystemTime.real().now().plusSeconds(7200), "ann", "new disks", "");
    assertThat(granted("1 host", "bob").tokens()).doesNotContainKey(HostId.of("h1"));
  }

  @Test
  void realHostsGoRound() throws SQLException {
    var real = REAL.name();
    assertThat(leases().release(granted("1 host", "ann", real))).isTrue();
    var second = granted("1 host", "ann", real);
    assertThat(second.tokens()).containsOnlyKeys(HostId.of("r2"));
    assertThat(leases().release(second)).isTrue();
    assertThat(granted("1 host", "ann", real).tokens()).containsOnlyKeys(HostId.of("r1"));
  }

  @Test
  void aHostThatWasLeftUncleanedIsLeftToThePlanWhichNotesThatItIsCleaned() throws SQLException {
    var lost = granted("2 hosts", "ann", REAL.name());
    inventory.expire(lost);
    for (var request : List.of("2 hosts", "1 host", "2 hosts")) {
      var next = granted(request, "bob", REAL.name());
      assertThat(leases().history(HostId.of("r1"), 10)).extracting(Transition::why).contains("granted; checked and installed before use");
      assertThat(leases().release(next)).isTrue();
      inventory.sql("update inventory.host set state = 'CLEANING' where name = 'r2'; delete from inventory.transition where host = 'r1'; update inventory.host set state = 'CLEANING' where name = 'r1'");
    }
  }

  @Test
  void theDatabaseKnowsTheWordsOfAState() {
    assertThatThrownBy(() -> inventory.sql("update inventory.host set state = 'BROKEN' where name = 'h1'")).hasMessageContaining("host_state");
  }

  private Inventory leases() {
    return inventory.inventory();
  }

  private Lease granted(String request, String who) {
    return granted(request, who, LAB.name());
  }

  private Lease granted(String request, String who, String lab) {
    return leases().requestNow(asking(request, who, lab)).lease().orElseThrow();
  }

  private static Application asking(String request, String who) {
    return asking(request, who, LAB.name());
  }

  private static Application asking(String request, String who, String lab) {
    return Application.of(Need.of(1), new Claimant(lab, who, "run of " + who, "controller of " + who), 5, LENGTH.plus(Duration.ofMinutes(1))).asking(Request.parse(request));
  }
}
