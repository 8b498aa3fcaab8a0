package dev.assay.inventory.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.inventory.matching.Candidate.Availability;
import dev.assay.inventory.matching.Candidate.Free;
import dev.assay.inventory.matching.Candidate.Held;
import dev.assay.inventory.matching.Candidate.OutOfService;
import java.time.Instant;
import java.util.List;
import org.testng.annotations.Test;

class MatcherTests {

  private static final List<Export> EXPORTS = List.of(new Export("nfs1", "nfs"), new Export("nfs2", "nfs"), new Export("lun1", "iscsi"));
  private static final Matcher MATCHER = new Matcher(EXPORTS);

  @Test
  void theLeastPreferredNumberGoesFirst() {
    var old = Instant.ofEpochSecond(1);
    var recent = Instant.ofEpochSecond(2);
    assertThat(match(Need.of(1), host("a", "std").at(recent), host("b", "std").at(old))).isEqualTo(chosen("b"));
  }

  @Test
  void equalsAreTakenInTheOrderOfTheFile() {
    assertThat(match(Need.of(2), host("b", "std"), host("a", "std"), host("c", "std"))).isEqualTo(chosen("b", "a"));
  }

  @Test
  void aPoolIsOfOneClassAtOneSite() {
    assertThat(match(Need.of(2), host("a", "perf"), host("b", "std"), host("c", "std").site("else"), host("d", "std")))
        .isEqualTo(chosen("b", "d"));
  }

  @Test
  void allHostsReachOneSameExport() {
    var need = new Need(2, Bytes.ZERO, 0, List.of("nfs"), false, "");
    assertThat(match(need, host("a", "std").reaching("nfs1"), host("b", "std").reaching("nfs2"), host("c", "std").reaching("nfs2")))
        .isEqualTo(chosen("b", "c"));
  }

  @Test
  void twoKindsOfStorageMustMeetInOneGroup() {
    var need = new Need(2, Bytes.ZERO, 0, List.of("nfs", "iscsi"), false, "");
    assertThat(match(need, host("a", "std").reaching("nfs1", "lun1"), host("b", "std").reaching("nfs1"), host("c", "std").reaching("nfs1", "lun1")))
        .isEqualTo(chosen("a", "c"));
  }

  @Test
  void tooSmallHostsAndThoseThatCannotRunTheGenerationAreLeftOut() {
    var need = new Need(1, Bytes.gib(64), 8, List.of(), false, "").running("dundee");
    assertThat(match(need, host("a", "std").memory(32), host("b", "std").cpus(4), host("c", "std").generation("tampa"), host("d", "std")))
        .isEqualTo(chosen("d"));
  }

  @Test
  void whatWillComeFreeIsWaitedForAndTheRestOfTheGroupKept() {
    var match = match(Need.of(2), host("a", "std"), host("b", "std").is(new Held("ann")), host("c", "perf").is(new Held("bob")));
    assertThat(match).isEqualTo(new Match.Waiting(List.of(HostId.of("a")), "class std at here: 2 match, 1 free; b is held by ann"));
  }

  @Test
  void hostsOutOfServiceAreNotWaitedFor() {
    assertThat(match(Need.of(2), host("a", "std"), host("b", "std").is(new OutOfService("quarantined (fan)"))))
        .isEqualTo(new Match.Impossible("the nearest is class std at here, which has 1 in service; b is quarantined (fan)"));
  }

  @Test
  void whenNothingComesNearEachConditionIsCounted() {
    var need = new Need(1, Bytes.gib(128), 8, List.of("smb"), false, "").running("dundee");
    assertThat(match(need, host("a", "std").memory(256).cpus(2), host("b", "std").memory(1))).isEqualTo(new Match.Impossible(
        "of 2 hosts 2 run dundee, 1 have 128GiB, 1 have 8 CPUs, 0 reach smb, and none all of it"));
  }

  @Test
  void aClaimThatComesFirstKeepsWhatItWouldUse() {
    var hosts = List.of(host("a", "std").candidate(), host("b", "std").candidate(), host("c", "std").candidate());
    var first = new Claim(Need.of(2), "ann");
    assertThat(new Queue(MATCHER).decide(new Claim(Need.of(1), "bob"), List.of(first), hosts)).isEqualTo(chosen("c"));
  }

  @Test
  void aClaimThatNothingCanServeKeepsNothing() {
    var hosts = List.of(host("a", "std").candidate());
    var impossible = new Claim(Need.of(2), "ann");
    assertThat(new Queue(MATCHER).decide(new Claim(Need.of(1), "bob"), List.of(impossible), hosts)).isEqualTo(chosen("a"));
  }

  private static Match match(Need need, Host... hosts) {
    return MATCHER.match(need, List.of(hosts).stream().map(Host::candidate).toList());
  }

  private static Match chosen(String... names) {
    return new Match.Chosen(List.of(names).stream().map(HostId::of).toList());
  }

  private static Host host(String name, String hostClass) {
    return new Host(new Candidate(
        HostId.of(name), hostClass, "here", Bytes.gib(64), 8, List.of("nfs1"), List.of("dundee"), new Free(), Instant.EPOCH));
  }

  /** A candidate under construction. */
  private record Host(Candidate candidate) {

    Host at(Instant preference) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), candidate.site(), candidate.memory(), candidate.cpus(),
          candidate.reaches(), candidate.generations(), candidate.availability(), preference));
    }

    Host site(String site) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), site, candidate.memory(), candidate.cpus(),
          candidate.reaches(), candidate.generations(), candidate.availability(), candidate.preference()));
    }

    Host reaching(String... exports) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), candidate.site(), candidate.memory(), candidate.cpus(),
          List.of(exports), candidate.generations(), candidate.availability(), candidate.preference()));
    }

    Host memory(long gib) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), candidate.site(), Bytes.gib(gib), candidate.cpus(),
          candidate.reaches(), candidate.generations(), candidate.availability(), candidate.preference()));
    }

    Host cpus(int cpus) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), candidate.site(), candidate.memory(), cpus,
          candidate.reaches(), candidate.generations(), candidate.availability(), candidate.preference()));
    }

    Host generation(String generation) {
      return new Host(new Candidate(candidate.id(), candidate.hostClass(), candidate.site(), candidate.memory(), candidate.cpus(),
          candidate.reaches(), List.of(generation), candidate.availability(), candidate.preference()));
    }

    Host is(Availability availability) {
      return new Host(candidate.as(availability));
    }
  }
}
