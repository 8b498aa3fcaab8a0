package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

public class SimulatedLabTests {

  @Test
  public void aLabOfThousandsMakesMachinesOnlyWhenTheyAreAskedFor() {
    var time = VirtualTime.startingAt(Instant.EPOCH);
    var made = new ArrayList<HostId>();
    var lab = SimulatedLab.create(manyHosts(5_000), time, (host, file) -> {
      made.add(host.id());
      return Optional.empty();
    }, History.NONE, TestingToolstack::new);
    assertThat(lab.hosts()).hasSize(5_000);
    time.run("test", () -> {
      var host = lab.host(HostId.of("h4999"));
      host.power().bootNextFrom(Power.BootDevice.NETWORK);
      host.power().set(Power.State.ON);
      time.sleep(Duration.ofMinutes(5));
      return host;
    });
    assertThat(made).containsExactly(HostId.of("h4999"));
  }

  @Test
  public void aHostIsTheSameMachineEachTime() {
    var lab = new TestingLab();
    assertThat(lab.host()).isSameAs(lab.host());
  }

  @Test
  public void machinesOfOneLabInstallSideBySide() {
    var lab = new TestingLab();
    lab.inside(() -> {
      for (var id : lab.lab.hosts()) {
        var files = new java.util.LinkedHashMap<String, byte[]>();
        files.put("boot.ipxe", lab.bootScript("creedence").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        files.put("answerfile.xml", TestingLab.answers("creedence").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        lab.lab.networkBoot().publish(id, files);
        lab.lab.host(id).power().bootNextFrom(Power.BootDevice.NETWORK);
        lab.lab.host(id).power().set(Power.State.ON);
      }
      lab.time.sleep(Duration.ofMinutes(30));
      return null;
    });
    assertThat(lab.toolstacks).hasSize(3).allMatch(toolstack -> toolstack.starts == 1);
  }

  @Test
  public void noGuestHasAnAddressThatNobodyLeased() {
    assertThat(new TestingLab().lab.guestShell("10.96.0.10", "root", "guest")).isEmpty();
  }

  private static LabSpec manyHosts(int count) {
    var hosts = new ArrayList<LabSpec.Host>();
    for (int i = 0; i < count; i++) {
      hosts.add(new LabSpec.Host(HostId.of("h" + i), "ams", "std", "10.1." + i / 250 + "." + i % 250, "00:16:3e:01:" + i, "GenuineIntel", 16, Bytes.gib(64), Bytes.gib(500), 2, false, List.of()));
    }
    return new LabSpec(1, hosts, List.of(), List.of(), Defects.NONE);
  }
}
