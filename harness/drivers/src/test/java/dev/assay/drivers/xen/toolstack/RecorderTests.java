package dev.assay.drivers.xen.toolstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.drivers.xen.Xl;
import dev.assay.xapi.metrics.RrdReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
    var recorder = new Recorder(new Xl(() -> new Printing(host, reading(1000, 100.0, 1.0) + reading(1010, 104.0, 3.0)), false), identity);
    var updates = RrdReader.read(recorder.since(Instant.ofEpochSecond(900), 2).getBytes(StandardCharsets.UTF_8));
    assertThat(updates.find(identity.uuid("host"), "cpu_avg").orElseThrow().known().getFirst().value()).isEqualTo(0.3);
    assertThat(updates.find(identity.uuid("host"), "memory_free_kib").orElseThrow().known().getFirst().value()).isEqualTo(3540 * 1024.0);
    assertThat(updates.find(GUEST, "cpu0").orElseThrow().known().getFirst().value()).isEqualTo(0.2);
    assertThat(updates.find(GUEST, "memory").orElseThrow().known().getFirst().value()).isEqualTo(96 * 1024 * 1024.0);
  }

  private static String reading(long at, double controlDomain, double guest) {
    return "t " + at + " 0.69 314000 3540\n" + HEAD
        + "Domain-0                                     0   512     2     r-----     " + controlDomain + " 00000000-0000-0000-0000-000000000000        -                -\n"
        + "g1                                           2    96     1     -b----       " + guest + " " + GUEST + "        -                -\n";
  }

  /** Prints what was recorded, and obeys otherwise. */
  private record Printing(TestingControlDomain host, String recorded) implements dev.assay.core.lab.Shell {

    @Override
    public Result run(java.time.Duration limit, java.util.List<String> command) {
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
