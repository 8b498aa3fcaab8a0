package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.VirtualTime;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class LabProcessesTests {

  private Path folder;
  private LabFolder lab;

  @BeforeMethod
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("assay-xenlab");
    lab = LabFolder.in(folder);
  }

  @AfterMethod
  void removeFolder() {
    Output.delete(folder);
  }

  @Test
  public void aMachineIsFoundByTheMarkAndByItsFolder() throws IOException {
    process(11, "qemu-system-x86_64", "-pidfile", lab.host("xen-1").resolve("qemu.pid").toString(), "-daemonize");
    assertThat(processes().machines("xen-1")).extracting(LabProcesses.Found::pid).containsExactly(11L);
    assertThat(processes().machines("xen-2")).isEmpty();
    assertThat(processes().controllers("xen-1")).isEmpty();
  }

  @Test
  public void whatHasNoMarkIsNobodyOfOurs() throws IOException {
    process(11, "qemu-system-x86_64", "-pidfile", lab.host("xen-1").resolve("qemu.pid").toString(), "-daemonize");
    Files.writeString(proc().resolve("11/environ"), "PATH=/bin\0ASSAY_XEN_LAB=/elsewhere\0");
    assertThat(processes().all()).isEmpty();
  }

  @Test
  public void everyProcessThatTheLabStartedEndsWithItsChildren() {
    new Program(lab, List.of("sh", "-c", "sleep 600 & sleep 600"), Map.of()).start(folder.resolve("log"));
    var real = new LabProcesses(lab);
    Await.on(SystemTime.real()).until("they run", () -> real.all().size() >= 3).every(Duration.ofMillis(20)).within(Duration.ofSeconds(20));
    assertThat(real.endAll(SystemTime.real())).isGreaterThanOrEqualTo(3);
    assertThat(real.all()).isEmpty();
  }

  @Test
  public void aKilledProcessIsWaitedForUntilItHoldsNothing() throws IOException {
    process(2_000_000_011, "qemu-system-x86_64", "-daemonize");
    try (var time = VirtualTime.startingAt(Instant.EPOCH)) {
      var ended = time.run("test", () -> {
        var down = time.fork("down", () -> {
          processes().endAll(time);
          return time.now();
        });
        time.sleep(Duration.ofMillis(200));
        Files.writeString(proc().resolve("2000000011/environ"), "");
        Files.writeString(proc().resolve("2000000011/cmdline"), "");
        Files.writeString(proc().resolve("2000000011/stat"), "2000000011 (qemu (x)) R 1 2");
        time.sleep(Duration.ofSeconds(5));
        Files.writeString(proc().resolve("2000000011/stat"), "2000000011 (qemu (x)) Z 1 2");
        return down.join();
      });
      assertThat(ended).isAfter(Instant.EPOCH.plusSeconds(5));
    }
  }

  private Path proc() {
    return folder.resolve("proc");
  }

  private LabProcesses processes() {
    return new LabProcesses(proc(), lab);
  }

  private void process(int pid, String... command) throws IOException {
    var entry = Files.createDirectories(proc().resolve(String.valueOf(pid)));
    Files.writeString(entry.resolve("environ"), "PATH=/bin\0ASSAY_XEN_LAB=" + lab.root() + "\0HOME=/\0");
    Files.writeString(entry.resolve("cmdline"), String.join("\0", command) + "\0");
  }
}
