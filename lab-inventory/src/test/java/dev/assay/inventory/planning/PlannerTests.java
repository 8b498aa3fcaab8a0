package dev.assay.inventory.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Facts;
import dev.assay.inventory.need.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** The forward plan on a lab of six hosts in three racks; lengths on record are all one hour. */
class PlannerTests {

  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final Durations HOUR = new Durations(Map.of("hour", LongStream.range(0, 10).map(_ -> 3_600_000).toArray()));

  private final List<Holding> holdings = new ArrayList<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Closure> closures = new ArrayList<>();
  private List<Share> teams = List.of();

  @Test
  void freeHostsAreGrantedNowInTheFilesOrder() {
    claim("2 hosts");
    assertThat(granted(1)).containsExactly("h1", "h2");
  }

  @Test
  void aPoolIsOfOneClass() {
    held("h1");
    claim("pool of 3");
    assertThat(granted(1)).containsExactly("h4", "h5", "h6");
  }

  @Test
  void spreadHostsStandInDifferentRacks() {
    claim("3 hosts, spread rack");
    assertThat(granted(1)).containsExactly("h1", "h3", "h5");
    claim("4 hosts, spread rack");
    assertThat(Planner.isPossible(snapshot(), claims.getLast())).isFalse();
  }

  @Test
  void excludedHostsAreAvoidedAndPreferredOnesComeFirst() {
    claim("2 hosts, not on h1, prefer h5");
    assertThat(granted(1)).containsExactly("h5", "h2");
  }

  @Test
  void aWideClaimKeepsItsPlaceAndANarrowOneThatFitsRunsBeforeIt() {
    held("h1", Duration.ofMinutes(30));
    claim("6 hosts");
    claim("1 host", "hour", Duration.ofMinutes(20));
    claim("1 host", "hour", Duration.ofMinutes(60));
    var plan = Planner.plan(snapshot());
    assertThat(plan.of(1).start()).contains(NOW.plus(Duration.ofMinutes(30)));
    assertThat(plan.grants(NOW)).extracting(slot -> slot.claim().id()).containsExactly(2L);
    assertThat(plan.of(3).start().orElseThrow()).isAfterOrEqualTo(NOW.plus(Duration.ofMinutes(90)));
  }

  @Test
  void hostsAndResourcesAreHadTogetherOrNotAtAll() {
    held("h6", List.of(new Unit("lun", 0)), Duration.ofMinutes(45));
    claim("1 host, with lun");
    assertThat(Planner.plan(snapshot()).of(1).start()).contains(NOW.plus(Duration.ofMinutes(45)));
  }

  @Test
  void aSiteThatTheLabNamesLastIsFoundHoweverManyExportsOthersHave() {
    var kinds = List.of("nfs", "smb", "iscsi", "hba", "fcoe");
    var machines = Stream.of("first", "last").map(site -> new Machine(HostId.of(site), new Facts().with(Attribute.HOST, site).with(Attribute.CLASS, site).with(Attribute.SITE, site)
        .with(Attribute.STORAGE, kinds.stream().flatMap(kind -> IntStream.range(0, 4).mapToObj(i -> site + kind + i)).toList()), "", Instant.EPOCH, Instant.EPOCH)).toList();
    var exports = machines.stream().flatMap(machine -> kinds.stream().flatMap(kind -> IntStream.range(0, 4)
        .mapToObj(i -> new Shared(machine.id().value() + kind + i, kind, 9, false, true, List.of())))).toList();
    claim("1 host, with " + String.join(", with ", kinds) + ", where site == 'last'");
    assertThat(Planner.plan(new Snapshot(NOW, machines, exports, holdings, claims, closures, teams, HOUR, Policy.USUAL)).of(1).hosts()).containsExactly(HostId.of("last"));
  }

  @Test
  void addressesAreHadInOneRow() {
    held("h6", List.of(new Unit("addresses", 3)), Duration.ofMinutes(45));
    claim("1 host, with 4 ipv4");
    assertThat(Planner.plan(snapshot()).of(1).units()).containsExactly(
        new Unit("addresses", 4), new Unit("addresses", 5), new Unit("addresses", 6), new Unit("addresses", 7));
  }

  @Test
  void nothingRunsIntoAClosureOrABooking() {
    closures.add(new Closure(HostId.of("h1"), NOW.plus(Duration.ofMinutes(10)), NOW.plus(Duration.ofHours(5)), "new disks"));
    claims.add(new Claim(1, Request.parse("1 host, where host == 'h2'"), "booker", "", "hour", 5, NOW,
        new Claim.Terms(Optional.of(NOW.plus(Duration.ofMinutes(30))), Optional.empty(), Optional.empty(), Optional.empty(), true, false)));
    claim("1 host");
    assertThat(granted(2)).containsExactly("h3");
  }

  @Test
  void whatKeepsHostsIsToldOnlyWhereHostsAreMissing() {
    held("h1", List.of(new Unit("lun", 0)), Duration.ofMinutes(45));
    closures.add(new Closure(HostId.of("h2"), NOW.plus(Duration.ofMinutes(10)), NOW.plus(Duration.ofHours(5)), "new disks"));
    claim("1 host, with lun");
    claim("6 hosts");
    assertThat(Planner.why(snapshot(), claims.getFirst())).contains("6 match, 5 free; lun lun has 0 of 1 left").doesNotContain("h1 is", "h2 is");
    assertThat(Planner.why(snapshot(), claims.getLast())).contains("h1 is held", "h2 is closed from");
  }

  @Test
  void aClaimWaitsForItsHoursAndItsTime() {
    claims.add(new Claim(1, Request.parse("1 host"), "night", "", "hour", 5, NOW,
        new Claim.Terms(Optional.empty(), Optional.empty(), Optional.of(DailyHours.parse("20:00-06:00")), Optional.empty(), false, false)));
    assertThat(Planner.plan(snapshot()).of(1).start()).contains(Instant.parse("2026-12-01T20:00:00Z"));
  }

  @Test
  void aTeamNeverHasMoreThanItsQuota() {
    teams = List.of(new Share("perf", 1, 2, 0, List.of(), List.of()));
    IntStream.range(0, 3).forEach(_ -> claim("1 host", "perf"));
    var plan = Planner.plan(snapshot());
    assertThat(plan.grants(NOW)).hasSize(2);
    assertThat(plan.of(3).start()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void amongEqualsTheTeamThatHadLessGoesFirst() {
    teams = List.of(new Share("a", 1, 99, 7200, List.of(), List.of()), new Share("b", 1, 99, 0, List.of(), List.of()));
    claim("6 hosts", "a");
    claim("6 hosts", "b");
    assertThat(Planner.plan(snapshot()).grants(NOW)).extracting(slot -> slot.claim().id()).containsExactly(2L);
  }

  @Test
  void aClaimThatWaitedPastPatienceGoesBeforeUrgentOnes() {
    claims.add(new Claim(1, Request.parse("6 hosts"), "old", "", "hour", 9, NOW.minus(Duration.ofHours(30)), Claim.Terms.NONE));
    claims.add(new Claim(2, Request.parse("6 hosts"), "urgent", "", "hour", 1, NOW, Claim.Terms.NONE));
    assertThat(Planner.plan(snapshot()).grants(NOW)).extracting(slot -> slot.claim().id()).containsExactly(1L);
  }

  @Test
  void aPreemptableLeaseIsToldToGoForAClaimThatIsNot() {
    for (int i = 1; i <= 6; i++) {
      holdings.add(new Holding("L-" + i, "batch", "", "hour", List.of(HostId.of("h" + i)), List.of(), NOW, Optional.empty(), i != 1, false));
    }
    claim("2 hosts");
    var plan = Planner.plan(snapshot());
    assertThat(plan.evictions()).extracting(Plan.Eviction::holding).containsExactly("L-2", "L-3");
    assertThat(plan.of(1).start()).contains(NOW.plus(Policy.USUAL.notice()));
  }

  @Test
  void aForecastHasAnIntervalAroundWhatIsExpected() {
    var spread = new Durations(Map.of("hour", LongStream.rangeClosed(1, 11).map(i -> i * 600_000).toArray()));
    holdings.add(new Holding("L-1", "ann", "", "hour", hosts(1, 6), List.of(), NOW, Optional.empty(), false, false));
    claim("1 host");
    var snapshot = snapshot();
    var forecast = Forecast.raw(new Snapshot(NOW, snapshot.machines(), snapshot.resources(), holdings, claims, closures, teams, spread, Policy.USUAL)).getFirst();
    assertThat(forecast.soonest()).contains(NOW.plus(Duration.ofMinutes(20)));
    assertThat(forecast.expected()).contains(NOW.plus(Duration.ofMinutes(60)));
    assertThat(forecast.latest()).contains(NOW.plus(Duration.ofMinutes(100)));
  }

  @Test
  void forecastsGetAsWideAsEarlierOnesHadToBe() {
    held("h1", Duration.ofMinutes(60));
    claim("6 hosts");
    var late = LongStream.range(0, 100).mapToObj(i -> new Calibration.Past(Duration.ofMinutes(60), Duration.ZERO, Duration.ofMinutes(90 + i % 10))).toList();
    var forecast = Forecast.all(snapshot(), new Calibration(late)).getFirst();
    assertThat(forecast.soonest().orElseThrow()).isBetween(NOW.plus(Duration.ofMinutes(89)), NOW.plus(Duration.ofMinutes(91)));
    assertThat(forecast.latest().orElseThrow()).isBetween(NOW.plus(Duration.ofMinutes(98)), NOW.plus(Duration.ofMinutes(100)));
  }

  @Test
  void whatIsCertainIsNotWidened() {
    claim("1 host");
    claims.add(new Claim(2, Request.parse("1 host"), "booker", "", "hour", 5, NOW,
        new Claim.Terms(Optional.of(NOW.plus(Duration.ofMinutes(30))), Optional.empty(), Optional.empty(), Optional.empty(), true, false)));
    assertThat(Forecast.all(snapshot(), Calibration.NONE)).isEqualTo(Forecast.raw(snapshot()));
  }

  /** Claims that name their time are searched one by one; without one, claims that are alike share what was found in vain. */
  @Test
  void sharingWhatWasTriedInVainChangesNoPlace() {
    var shapes = List.of("1 host", "2 hosts", "pool of 2", "3 hosts, spread rack", "1 host, with lun", "1 host, with 4 ipv4", "1 host; 1 host, where class == 'b'", "pool of 3");
    for (long seed = 0; seed < 200; seed++) {
      clear();
      var chance = dev.assay.core.time.Chance.seeded(seed);
      teams = List.of(new Share("few", 1, 3, 0, List.of(), List.of()));
      for (int i = 1; i <= 6; i++) {
        if (chance.below(2) == 0) {
          held("h" + i, Duration.ofMinutes(1 + chance.below(200)));
        }
      }
      var others = new ArrayList<Claim>();
      for (int i = 1; i <= 15; i++) {
        var request = Request.parse(chance.pick(shapes));
        var team = chance.below(3) == 0 ? "few" : "";
        var length = chance.below(3) > 0 ? Optional.of(Duration.ofMinutes(30L * (1 + chance.below(3)))) : Optional.<Duration>empty();
        claims.add(new Claim(i, request, "", team, "hour", 5, NOW, new Claim.Terms(Optional.empty(), Optional.empty(), Optional.empty(), length, false, false)));
        others.add(new Claim(i, request, "", team, "hour", 5, NOW, new Claim.Terms(Optional.of(NOW), Optional.empty(), Optional.empty(), length, false, false)));
      }
      var shared = Planner.plan(snapshot()).slots().stream().map(slot -> slot.claim().id() + " " + slot.start() + slot.hosts() + slot.units()).toList();
      var alone = Planner.plan(snapshot().withClaims(others)).slots().stream().map(slot -> slot.claim().id() + " " + slot.start() + slot.hosts() + slot.units()).toList();
      assertThat(shared).as("seed " + seed).isEqualTo(alone);
    }
  }

  private void held(String host) {
    held(host, Duration.ofHours(2));
  }

  private void held(String host, Duration left) {
    held(host, List.of(), left);
  }

  private void held(String host, List<Unit> units, Duration left) {
    holdings.add(new Holding("L-" + host, "ann", "", "hour", List.of(HostId.of(host)), units, NOW, Optional.of(NOW.plus(left)), false, false));
  }

  private void claim(String request) {
    claim(request, "");
  }

  private void claim(String request, String team) {
    claims.add(new Claim(claims.size() + 1L, Request.parse(request), "claim " + claims.size(), team, "hour", 5, NOW, Claim.Terms.NONE));
  }

  private void claim(String request, String kind, Duration length) {
    claims.add(new Claim(claims.size() + 1L, Request.parse(request), "claim", "", kind, 5, NOW,
        new Claim.Terms(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(length), false, false)));
  }

  private List<String> granted(long claim) {
    return Planner.plan(snapshot()).grants(NOW).stream().filter(slot -> slot.claim().id() == claim).flatMap(slot -> slot.hosts().stream()).map(HostId::value).toList();
  }

  private static List<HostId> hosts(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> HostId.of("h" + i)).toList();
  }

  private Snapshot snapshot() {
    var machines = IntStream.rangeClosed(1, 6).mapToObj(i -> new Machine(HostId.of("h" + i), new Facts()
        .with(Attribute.HOST, "h" + i).with(Attribute.CLASS, i <= 3 ? "a" : "b").with(Attribute.SITE, "here").with(Attribute.RACK, "r" + (i + 1) / 2), "", Instant.EPOCH, Instant.EPOCH)).toList();
    var resources = List.of(new Shared("lun", "lun", 1, false, false, List.of()), new Shared("addresses", "ipv4", 10, true, false, List.of()));
    return new Snapshot(NOW, machines, resources, holdings, claims, closures, teams, HOUR, Policy.USUAL);
  }

  @org.testng.annotations.BeforeMethod
  void clear() {
    holdings.clear();
    claims.clear();
    closures.clear();
    teams = List.of();
  }
}
