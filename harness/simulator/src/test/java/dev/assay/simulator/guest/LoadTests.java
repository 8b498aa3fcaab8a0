package dev.assay.simulator.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.performance.ContendedResources;
import dev.assay.simulator.performance.GuestProfile;
import dev.assay.simulator.performance.HostShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** fio and iperf3 in simulated guests answer as the real ones do, with what the performance model gives. */
public class LoadTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private VirtualTime time;
  private LabGuests guests;
  private ContendedResources host;

  @BeforeMethod
  public void makeAHost() {
    time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    guests = new LabGuests(time, 1);
    host = host("h1");
  }

  @Test
  public void moreRequestsAtATimeAreServedFasterTogetherAndSlowerEach() {
    inside(() -> {
      var guest = boot("a", host);
      var one = fio(guest, "randread", "4k", 1).at("/jobs/0/read");
      var many = fio(guest, "randread", "4k", 32).at("/jobs/0/read");
      assertThat(one.get("iops").asDouble()).isBetween(1_000.0, 2_000.0);
      assertThat(many.get("iops").asDouble()).isGreaterThan(10 * one.get("iops").asDouble());
      assertThat(many.at("/clat_ns/mean").asDouble()).isGreaterThan(one.at("/clat_ns/mean").asDouble());
      assertThat(many.at("/clat_ns/percentile/99.000000").asDouble()).isGreaterThan(many.at("/clat_ns/percentile/50.000000").asDouble());
      assertThat(one.get("bw_bytes").asDouble()).isBetween(one.get("iops").asDouble() * 4096 - 1, one.get("iops").asDouble() * 4096 + 1);
    });
  }

  @Test
  public void largerBlocksMoveMoreInFewerRequests() {
    inside(() -> {
      var guest = boot("a", host);
      var small = fio(guest, "read", "4k", 8).at("/jobs/0/read");
      var large = fio(guest, "read", "1m", 8).at("/jobs/0/read");
      assertThat(large.get("bw_bytes").asDouble()).isGreaterThan(5 * small.get("bw_bytes").asDouble());
      assertThat(large.get("iops").asDouble()).isLessThan(small.get("iops").asDouble());
    });
  }

  @Test
  public void soMuchIsMovedOnceWhereNoTimeIsSaid() {
    inside(() -> {
      var guest = boot("a", host);
      var printed = run(guest, "fio", "--filename=/dev/xvdb", "--rw=write", "--bs=1m", "--size=2m", "--output-format=json").output();
      assertThat(JSON.readTree(printed).at("/jobs/0/write/io_bytes").asLong()).isEqualTo(2 << 20);
    });
  }

  @Test
  public void whatIsWrittenIsNoLongerWhatWasThere() {
    inside(() -> {
      var guest = boot("a", host);
      var before = run(guest, "dd", "if=/dev/xvdb", "bs=512", "count=1").output();
      var report = fio(guest, "randwrite", "4k", 1);
      assertThat(report.at("/jobs/0/write/total_ios").asLong()).isPositive();
      assertThat(report.at("/jobs/0/read/total_ios").asLong()).isZero();
      assertThat(run(guest, "dd", "if=/dev/xvdb", "bs=512", "count=1").output()).isNotEqualTo(before);
    });
  }

  @DataProvider
  public static Object[][] refusals() {
    return new Object[][] {
      {List.of("fio", "--filename=/dev/xvdz", "--rw=read", "--output-format=json"), "/dev/xvdz"},
      {List.of("fio", "--filename=/dev/xvdb", "--rw=sideways", "--output-format=json"), "sideways"},
      {List.of("fio", "--filename=/dev/xvdb", "--rw=read", "--bs=zero", "--output-format=json"), "bs=zero"},
      {List.of("fio", "--filename=/dev/xvdb", "--rw=read", "--frobnicate", "--output-format=json"), "--frobnicate"},
      {List.of("fio", "--filename=/dev/xvdb", "--output-format=json"), "no value for --rw"},
      {List.of("iperf3", "-c", "10.0.0.1"), "parameter error"},
      {List.of("iperf3", "-q"), "unrecognized option"},
    };
  }

  @Test(dataProvider = "refusals")
  public void whatIsNotUnderstoodIsRefused(List<String> command, String seen) {
    inside(() -> {
      var result = boot("a", host).shell("root", Guests.PASSWORD).run(Duration.ofMinutes(1), command);
      assertThat(result.succeeded()).isFalse();
      assertThat(result.errors()).contains(seen);
    });
  }

  @Test
  public void trafficNeedsAServer() {
    inside(() -> {
      var client = boot("a", host);
      var result = client.shell("root", Guests.PASSWORD).run(Duration.ofMinutes(1), List.of("iperf3", "-c", "10.96.0.99", "-J"));
      assertThat(JSON.readTree(result.output()).get("error").asString()).contains("Connection refused");
    });
  }

  @Test
  public void trafficThroughTheBridgeIsFasterThanThroughTheLink() {
    inside(() -> {
      var client = boot("a", host);
      double within = bits(client, boot("b", host));
      double across = bits(client, boot("c", host("h2")));
      assertThat(within).isBetween(15e9, 30e9);
      assertThat(across).isBetween(5e9, 10.5e9);
    });
  }

  private double bits(GuestOs client, GuestOs server) {
    run(server, "iperf3", "-s", "-D");
    var report = JSON.readTree(run(client, "iperf3", "-c", server.address().orElseThrow(), "-P", "8", "-t", "30", "-J").output());
    return report.at("/end/sum_received/bits_per_second").asDouble();
  }

  private static JsonNode fio(GuestOs guest, String rw, String block, int depth) {
    return JSON.readTree(run(guest, "fio", "--name=assay", "--filename=/dev/xvdb", "--rw=" + rw, "--bs=" + block, "--iodepth=" + depth,
        "--direct=1", "--ioengine=libaio", "--time_based", "--runtime=60", "--output-format=json").output());
  }

  private static Shell.Result run(GuestOs guest, String... command) {
    var result = guest.shell("root", Guests.PASSWORD).run(Duration.ofMinutes(10), List.of(command));
    assertThat(result.succeeded()).as(result.errors()).isTrue();
    return result;
  }

  private GuestOs boot(String name, ContendedResources on) {
    var up = time.signal();
    var done = new boolean[1];
    var guest = guests.create(new Hardware(name), GuestProfile.DEBIAN, on, new GuestOs.Listener() {
      @Override
      public void agentReady() {}

      @Override
      public void loginReady() {
        done[0] = true;
        up.raise();
      }

      @Override
      public void ended(GuestOs.Ending reason) {}
    });
    guest.boot();
    up.await(() -> done[0], Duration.ofMinutes(10));
    return guest;
  }

  private record Hardware(String name, int vcpus, Bytes memory, List<GuestDisk> disks, List<GuestNic> nics, String toolsVersion) implements GuestHardware {
    Hardware(String name) {
      this(name, 2, Bytes.gib(2), new ArrayList<>(List.of(new GuestDisk("xvda", new TestingDisk(Bytes.mib(8))), new GuestDisk("xvdb", new TestingDisk(Bytes.mib(4))))),
          List.of(new GuestNic("00:16:3e:00:00:" + name)), "6.5.0-1");
    }
  }

  private void inside(Runnable what) {
    time.run("test", () -> {
      what.run();
      return true;
    });
  }

  private ContendedResources host(String name) {
    return new ContendedResources(time, Chance.seeded(5), Generations.named("6.5"), new HostShape(name, 16, Bytes.gib(64), Bytes.gib(4), 2), Defects.NONE);
  }
}
