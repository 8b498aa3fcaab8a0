package dev.assay.drivers.xen.toolstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Shell;
import dev.assay.core.time.VirtualTime;
import dev.assay.drivers.xen.Xl;
import dev.assay.xapi.metrics.RrdReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.testng.annotations.Test;

class RecorderTests {

  private static final String HEAD = "Name                                        ID   Mem VCPUs\tState\tTime(s)   UUID                            Reason-Code\tSecurity Label\n";
  private static final String GUEST = "9d913d0e-513b-4ea5-aa29-10531e210c33";

  @Test
  void whatWasCutOffIsLeftOut() {
    var printed = "-----     859.2 00000000-0000-0000-0000-000000000000        -                -\n"
        + reading(1000, 100.0, 1.0) + reading(1010, 104.0, 3.0) + "t 1020 0.5 30";
    assertThat(Recorder.readings(printed)).extracting(Recorder.Reading::at).containsExactly(1000L, 1010L);
  }

  @Test
  void processorTimeIsSharedOutBetweenTwoReadings() {
    var host = new TestingControlDomain() ;
    var identity = new Identity("xen1", "10.78.0.1", 1);
    var updates = RrdReader.read(since900(new Printing(host, reading(1000, 100.0, 1.0) + reading(1010, 104.0, 3.0)), identity));
    assertThat(updates.find(identity.uuid("host"), "cpu_avg").orElseThrow().known().getFirst().value()).isEqualTo(0.3);
    assertThat(updates.find(identity.uuid("host"), "memory_free_kib").orElseThrow().known().getFirst().value()).isEqualTo(3540 * 1024.0);
    assertThat(updates.find(GUEST, "cpu0").orElseThrow().known().getFirst().value()).isEqualTo(0.2);
    assertThat(updates.find(GUEST, "memory").orElseThrow().known().getFirst().value()).isEqualTo(96 * 1024 * 1024.0);
  }

  @Test
  void whatAHostThatHasJustStartedRecordsIsWaitedFor() {
    var host = new TestingControlDomain();
    var identity = new Identity("xen1", "10.78.0.1", 1);
    var looks = new AtomicInteger();
    Shell starting = new Printing(host, "") {
      @Override
      public Result run(Duration limit, List<String> command) {
        if (command.get(2).contains("assay-recorder")) {
          return new Result(0, "", "");
        }
        boolean twice = looks.incrementAndGet() > 2;
        return new Result(0, reading(500, 900.0, 1.0) + reading(1000, 100.0, 1.0) + (twice ? reading(1010, 104.0, 3.0) : ""), "");
      }
    };
    var updates = RrdReader.read(since900(starting, identity));
    assertThat(updates.find(identity.uuid("host"), "cpu_avg").orElseThrow().known()).as("no pair that spans the host's start").hasSize(1);
    assertThat(looks).hasValue(3);
  }

  private static byte[] since900(Shell shell, Identity identity) {
    try (var time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"))) {
      var recorder = new Recorder(new Xl(() -> shell, false), identity, time);
      return time.run("test", () -> recorder.since(Instant.ofEpochSecond(900), 2)).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String reading(long at, double controlDomain, double guest) {
    return "t " + at + " 0.69 314000 3540\n" + HEAD
        + "Domain-0                                     0   512     2     r-----     " + controlDomain + " 00000000-0000-0000-0000-000000000000        -                -\n"
        + "g1                                           2    96     1     -b----       " + guest + " " + GUEST + "        -                -\n";
  }

  /** Prints what was recorded, and obeys otherwise. */
  private static class Printing implements Shell {

    private final TestingControlDomain host;
    private final String recorded;

    Printing(TestingControlDomain host, String recorded) {
      this.host = host;
      this.recorded = recorded;
    }

    @Override
    public Result run(Duration limit, List<String> command) {
      return command.get(2).contains("tail -c \"$1\"") ? new Result(0, recorded, "") : host.run(limit, command);
    }

    @Override
    public byte[] read(String remotePath) {
      return host.read(remotePath);
    }

    @Override
    public void write(String remotePath, byte[] content) {
      host.write(remotePath, content);
    }

    @Override
    public void close() {}
  }
}
