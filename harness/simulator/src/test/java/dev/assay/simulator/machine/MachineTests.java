package dev.assay.simulator.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.run.HistoryEvent;
import dev.assay.simulator.TestingLab;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class MachineTests {

  private TestingLab lab;

  @BeforeMethod
  public void installAHost() {
    lab = new TestingLab();
    lab.inside(() -> {
      lab.install("creedence");
      return null;
    });
  }

  @Test
  public void aRebootComesBackWithTheSameToolstackAndANewBootId() {
    lab.inside(() -> {
      var before = bootId();
      assertThat(lab.run("reboot").status()).isZero();
      lab.time.sleep(Duration.ofMinutes(1));
      assertThat(lab.isUp()).isFalse();
      lab.awaitUp();
      assertThat(bootId()).isNotEqualTo(before);
      return null;
    });
    assertThat(toolstack().starts).isEqualTo(2);
    assertThat(toolstack().powerLosses).isEqualTo(1);
    assertThat(kinds()).containsSubsequence("machine.up", "machine.rebooting", "machine.up");
  }

  @Test
  public void poweroffSwitchesTheMachineOff() {
    lab.inside(() -> {
      lab.run("poweroff");
      lab.time.sleep(Duration.ofMinutes(2));
      assertThat(lab.host().power().state()).isEqualTo(Power.State.OFF);
      return null;
    });
    assertThat(lab.host().console()).endsWith("Power down.\n");
  }

  @Test
  public void aPowerCutEndsEverythingAtOnce() {
    lab.inside(() -> {
      var call = lab.time.fork("call", () -> lab.host().xapi().call("wait", List.of()));
      var shell = lab.shell();
      var sleeping = lab.time.fork("sleep", () -> shell.run(Duration.ofHours(1), List.of("sleep", "600")));
      lab.time.sleep(Duration.ofSeconds(10));
      lab.host().power().set(Power.State.OFF);
      var cut = lab.time.now();
      assertThatThrownBy(sleeping::join).isInstanceOf(AssayException.Lab.class).hasMessageContaining("connection is closed");
      assertThat(lab.time.now()).isEqualTo(cut);
      assertThatThrownBy(call::join).isInstanceOf(AssayException.Lab.class).hasMessageContaining("connection reset");
      return null;
    });
    assertThat(toolstack().powerLosses).isEqualTo(1);
  }

  @Test
  public void theOperationThatSwitchesOffTwiceIsOneSwitch() {
    lab.inside(() -> {
      lab.host().power().set(Power.State.OFF);
      lab.host().power().set(Power.State.OFF);
      return null;
    });
    assertThat(kinds()).filteredOn("machine.power.off"::equals).hasSize(1);
    assertThat(toolstack().powerLosses).isEqualTo(1);
  }

  @Test
  public void theWrongPasswordIsRefused() {
    lab.inside(() -> {
      assertThatThrownBy(() -> lab.host().shell("root", "guess")).isInstanceOf(AssayException.Lab.class).hasMessageContaining("permission denied");
      return null;
    });
  }

  @Test
  public void restartingTheToolstackLeavesDom0Up() {
    lab.inside(() -> {
      var before = bootId();
      var restart = lab.time.fork("restart", () -> lab.run("xe-toolstack-restart"));
      lab.time.sleep(Duration.ofSeconds(2));
      assertThat(lab.run("service", "xapi", "status").status()).isEqualTo(3);
      assertThatThrownBy(() -> lab.host().xapi().call("ping", List.of())).hasMessageContaining("connection refused");
      assertThat(restart.join().succeeded()).isTrue();
      assertThat(lab.run("service", "xapi", "status").output()).contains("running");
      assertThat(bootId()).isEqualTo(before);
      return null;
    });
    assertThat(toolstack().starts).isEqualTo(2);
    assertThat(toolstack().powerLosses).isZero();
  }

  @Test
  public void theToolstackFindsOthersAndItsOwnExports() {
    var network = toolstack().doors.network();
    assertThat(network.toolstackAt("10.0.0.1")).containsSame(toolstack());
    assertThat(network.toolstackAt("10.0.0.2")).isEmpty();
    assertThat(network.export("nfs", "filer:/vol1")).isPresent();
    assertThat(network.export("nfs", "far:/vol1")).isEmpty();
    assertThat(network.export("iscsi", "filer:/vol1")).isEmpty();
  }

  @Test
  public void aHostThatIsOffIsFoundByNobody() {
    lab.inside(() -> {
      lab.host().power().set(Power.State.OFF);
      return null;
    });
    assertThat(toolstack().doors.network().toolstackAt("10.0.0.1")).isEmpty();
    assertThatThrownBy(() -> toolstack().doors.resources()).isInstanceOf(AssayException.Lab.class);
  }

  @Test
  public void theStatusReportHoldsTheLogs() throws Exception {
    var names = lab.inside(() -> {
      var said = lab.run("xen-bugtool", "--yestoall").output();
      var path = said.replaceAll(".* (/\\S+) .*\\n", "$1");
      try (var shell = lab.shell()) {
        return namesIn(shell.read(path));
      }
    });
    assertThat(names).contains("bug-report/var/log/xensource.log", "bug-report/etc/xensource-inventory", "bug-report/proc/meminfo", "bug-report/xl-list.out");
  }

  @Test
  public void whatTheToolstackLogsStandsInDom0sLog() {
    var log = lab.inside(() -> lab.run("tail", "-n", "1", "/var/log/xensource.log").output());
    assertThat(log).matches("Jan 1 00:\\d\\d:\\d\\d ams-h01 xapi: started\n");
  }

  @Test
  public void dom0SaysItsMemoryAndDomains() {
    lab.inside(() -> {
      assertThat(lab.run("cat", "/proc/meminfo").output()).contains("MemTotal:        4194304 kB");
      assertThat(lab.run("xl", "list").output()).contains("Domain-0");
      assertThat(lab.run("free", "-m").output()).contains("Mem:           4096");
      return null;
    });
  }

  @Test
  public void anUnknownCommandAnswersAsAShellDoes() {
    var result = lab.inside(() -> lab.run("frobnicate"));
    assertThat(result.status()).isEqualTo(127);
    assertThat(result.errors()).contains("frobnicate: command not found");
  }

  @Test
  public void anUnknownHostIsRefused() {
    assertThatThrownBy(() -> lab.lab.host(HostId.of("nowhere"))).isInstanceOf(AssayException.Usage.class);
  }

  private String bootId() {
    return lab.run("cat", "/proc/sys/kernel/random/boot_id").output();
  }

  private dev.assay.simulator.TestingToolstack toolstack() {
    return lab.toolstacks.getLast();
  }

  private List<String> kinds() {
    return lab.events.stream().map(HistoryEvent::kind).toList();
  }

  private static List<String> namesIn(byte[] tar) throws Exception {
    var names = new ArrayList<String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  @Test
  public void theStatusReportComesOverHttpToo() throws Exception {
    var names = lab.inside(() -> namesIn(lab.host().http().get("/system-status", new LinkedHashMap<>()).readAllBytes()));
    assertThat(names).contains("bug-report/var/log/messages");
  }
}
