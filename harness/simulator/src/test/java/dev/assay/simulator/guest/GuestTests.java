package dev.assay.simulator.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
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
import java.util.Arrays;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class GuestTests implements GuestHardware, GuestOs.Listener {

  private VirtualTime time;
  private LabGuests guests;
  private List<GuestDisk> disks;
  private List<GuestNic> nics;
  private List<String> heard;
  private GuestOs guest;
  private String toolsOfHost = "6.2.0-70446";

  @BeforeMethod
  public void makeAGuest() {
    time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    guests = new LabGuests(time, 1);
    disks = new ArrayList<>(List.of(new GuestDisk("xvda", new TestingDisk(Bytes.mib(8))), new GuestDisk("xvdb", new TestingDisk(Bytes.mib(4)))));
    nics = new ArrayList<>(List.of(new GuestNic("00:16:3e:11:22:33")));
    heard = new ArrayList<>();
    guest = guests.create(this, GuestProfile.DEBIAN, resources(), this);
  }

  @Test
  public void aGuestBootsByStages() {
    inside(() -> {
      assertThat(guest.answers()).isFalse();
      boot();
    });
    assertThat(heard).containsExactly("agent", "login");
    assertThat(guest.address()).hasValue("10.96.0.10");
  }

  @Test
  public void itKeepsItsToolsUntilOthersAreInstalledFromADisc() {
    inside(() -> {
      boot();
      assertThat(guest.toolsVersion()).hasValue("6.2.0-70446");
      run("sync");
      toolsOfHost = "6.5.0-90233";
      boot();
      assertThat(guest.toolsVersion()).hasValue("6.2.0-70446");
      assertThat(run("/mnt/Linux/install.sh", "-n").status()).isEqualTo(127);
      disks.add(disc("6.5.0-90233"));
      assertThat(run("sh", "-c", "mount -o ro /dev/xvdd /mnt && /mnt/Linux/install.sh -n && umount /mnt && sync").succeeded()).isTrue();
      boot();
      assertThat(guest.toolsVersion()).hasValue("6.5.0-90233");
    });
  }

  private static GuestDisk disc(String tools) {
    var disc = new TestingDisk(Bytes.mib(1));
    ToolsDisc.label(disc, "guest-tools.iso");
    ToolsDisc.fill(disc, tools);
    return new GuestDisk("xvdd", disc);
  }

  @Test
  public void nobodyLogsInBeforeItIsUp() {
    inside(() -> {
      guest.boot();
      time.sleep(Duration.ofSeconds(1));
      assertThatThrownBy(this::login).isInstanceOf(AssayException.Lab.class).hasMessageContaining("no answer");
    });
  }

  @Test
  public void aGuestIsFoundByItsAddress() {
    inside(() -> {
      boot();
      assertThat(guests.at("10.96.0.10")).containsSame(guest);
      guest.killed();
      assertThat(guests.at("10.96.0.10")).isEmpty();
    });
  }

  @Test
  public void eachBootHasItsOwnId() {
    inside(() -> {
      boot();
      var first = guest.bootId();
      guest.killed();
      boot();
      assertThat(guest.bootId()).isPresent().isNotEqualTo(first);
    });
  }

  @Test
  public void theBootIdOutlivesSuspendAndResume() {
    inside(() -> {
      boot();
      var before = run("cat", "/proc/sys/kernel/random/boot_id").output();
      var image = guest.memory();
      guest.killed();
      assertThat(guest.bootId()).isEmpty();
      guest.restored(image);
      assertThat(run("cat", "/proc/sys/kernel/random/boot_id").output()).isEqualTo(before);
    });
    assertThat(heard).containsExactly("agent", "login");
  }

  @Test
  public void aCheckpointKeepsItsMemoryWhateverTheGuestDoesLater() {
    inside(() -> {
      boot();
      run("sh", "-c", "echo early > /run/note");
      var image = guest.memory();
      run("sh", "-c", "echo late > /run/note");
      guest.restored(image);
      assertThat(run("cat", "/run/note").output()).isEqualTo("early\n");
      run("sh", "-c", "echo later > /run/note");
      guest.restored(image);
      assertThat(run("cat", "/run/note").output()).isEqualTo("early\n");
    });
  }

  @Test
  public void aWriteThatWasNotSyncedIsLostWithThePower() {
    inside(() -> {
      boot();
      run("sh", "-c", "echo precious > /root/note");
      run("dd", "if=/dev/urandom", "of=/dev/xvdb", "bs=4k", "count=4");
      guest.killed();
      boot();
      assertThat(run("cat", "/root/note").status()).isEqualTo(1);
    });
    assertThat(((TestingDisk) disks.get(1).device()).bytes).containsOnly(0);
  }

  @Test
  public void aSyncedWriteIsThereAfterThePowerWasCut() {
    inside(() -> {
      boot();
      run("sh", "-c", "echo precious > /root/note && sync");
      run("dd", "if=/dev/urandom", "of=/dev/xvdb", "bs=1000", "count=5", "conv=fsync");
      var sum = run("sha256sum", "/dev/xvdb").output();
      guest.killed();
      boot();
      assertThat(run("cat", "/root/note").output()).isEqualTo("precious\n");
      assertThat(run("sha256sum", "/dev/xvdb").output()).isEqualTo(sum);
    });
    assertThat(((TestingDisk) disks.get(1).device()).bytes[4999]).isNotZero();
  }

  @Test
  public void writesReachTheDiskByThemselvesInTime() {
    inside(() -> {
      boot();
      run("sh", "-c", "echo precious > /root/note");
      time.sleep(Duration.ofMinutes(1));
      guest.killed();
      boot();
      assertThat(run("cat", "/root/note").output()).isEqualTo("precious\n");
    });
  }

  @Test
  public void unsyncedWritesTravelWithTheMemory() {
    inside(() -> {
      boot();
      run("dd", "if=/dev/urandom", "of=/dev/xvdb", "bs=512", "seek=3", "count=1");
      var sum = run("sha256sum", "/dev/xvdb").output();
      var image = guest.memory();
      guest.killed();
      guest.restored(image);
      assertThat(run("sha256sum", "/dev/xvdb").output()).isEqualTo(sum);
      run("sync");
    });
    assertThat(Arrays.copyOfRange(((TestingDisk) disks.get(1).device()).bytes, 1536, 2048)).isNotEqualTo(new byte[512]);
  }

  @Test
  public void aPlannedShutdownSyncsFirst() {
    inside(() -> {
      boot();
      run("sh", "-c", "echo precious > /root/note");
      guest.shutdownRequested();
      time.sleep(Duration.ofSeconds(20));
      assertThat(guest.bootId()).isEmpty();
      boot();
      assertThat(run("cat", "/root/note").output()).isEqualTo("precious\n");
    });
    assertThat(heard).containsExactly("agent", "login", "POWERED_OFF", "agent", "login");
  }

  @Test
  public void theGuestItselfCanRebootOrPowerOff() {
    inside(() -> {
      boot();
      run("reboot");
      time.sleep(Duration.ofSeconds(20));
      boot();
      run("poweroff");
      time.sleep(Duration.ofSeconds(20));
    });
    assertThat(heard).contains("REBOOTED", "POWERED_OFF");
  }

  @Test
  public void aGuestThatStillBootsHearsLaterThatItShallStop() {
    inside(() -> {
      guest.boot();
      guest.shutdownRequested();
      time.sleep(Duration.ofMinutes(5));
    });
    assertThat(heard).startsWith("agent").endsWith("POWERED_OFF").doesNotHaveDuplicates();
  }

  @Test
  public void aPausedGuestStandsStill() {
    inside(() -> {
      guest.boot();
      guest.paused();
      time.sleep(Duration.ofHours(1));
      assertThat(heard).isEmpty();
      guest.unpaused();
      time.sleep(Duration.ofMinutes(5));
    });
    assertThat(heard).containsExactly("agent", "login");
  }

  @Test
  public void aCommandUnderAPausedGuestTimesOut() {
    inside(() -> {
      boot();
      try (var shell = login()) {
        guest.paused();
        assertThatThrownBy(() -> shell.run(Duration.ofSeconds(30), List.of("true"))).isInstanceOf(AssayException.TimedOut.class);
        guest.unpaused();
        assertThat(shell.run(Duration.ofSeconds(30), List.of("true")).succeeded()).isTrue();
      }
    });
  }

  @Test
  public void aBootGoesOnOnTheHostThatTheGuestMovedTo() {
    inside(() -> {
      var left = resources();
      guest.movedTo(left);
      guest.boot();
      time.sleep(Duration.ofSeconds(2));
      guest.movedTo(resources());
      left.halt();
      time.sleep(Duration.ofMinutes(5));
    });
    assertThat(heard).containsExactly("agent", "login");
  }

  @Test
  public void aDiskThatIsPluggedInIsSeenAndOneThatIsPulledIsGone() {
    inside(() -> {
      boot();
      disks.add(new GuestDisk("xvdc", new TestingDisk(Bytes.mib(1))));
      assertThat(run("lsblk", "-n").output()).contains("xvdc 1MiB 0 disk");
      assertThat(run("dd", "if=/dev/zero", "of=/dev/xvdc", "bs=1M", "count=1", "conv=fsync").status()).isZero();
      assertThat(run("dd", "if=/dev/zero", "of=/dev/xvdc", "bs=1M", "count=2").errors()).contains("No space left on device");
      disks.removeLast();
      assertThat(run("ls", "/dev").output()).doesNotContain("xvdc");
      assertThat(run("dd", "if=/dev/zero", "of=/dev/xvdc", "bs=1M", "count=1").errors()).contains("No such device");
    });
  }

  @Test
  public void aGuestShowsItsNetwork() {
    inside(() -> {
      boot();
      assertThat(run("ip", "addr").output()).contains("link/ether 00:16:3e:11:22:33", "inet 10.96.0.10/11");
      nics.clear();
      assertThat(guest.address()).isEmpty();
    });
  }

  private void boot() {
    heard.remove("stop");
    guest.boot();
    dev.assay.core.time.Await.on(time).until("the guest answers", guest::answers).within(Duration.ofMinutes(10));
  }

  private Shell.Result run(String... command) {
    try (var shell = login()) {
      return shell.run(Duration.ofMinutes(1), List.of(command));
    }
  }

  private Shell login() {
    return guest.shell("root", Guests.PASSWORD);
  }

  private void inside(Runnable body) {
    time.run("test", () -> {
      body.run();
      return null;
    });
  }

  private ContendedResources resources() {
    var shape = new HostShape("h1", 8, Bytes.gib(64), Bytes.gib(4), 1);
    return new ContendedResources(time, Chance.seeded(2), Generations.named("creedence"), shape, Defects.NONE);
  }

  @Override
  public String name() {
    return "vm1";
  }

  @Override
  public int vcpus() {
    return 2;
  }

  @Override
  public Bytes memory() {
    return Bytes.gib(1);
  }

  @Override
  public List<GuestDisk> disks() {
    return disks;
  }

  @Override
  public String toolsVersion() {
    return toolsOfHost;
  }

  @Override
  public List<GuestNic> nics() {
    return nics;
  }

  @Override
  public void agentReady() {
    heard.add("agent");
  }

  @Override
  public void loginReady() {
    heard.add("login");
  }

  @Override
  public void ended(GuestOs.Ending reason) {
    heard.add(reason.name());
  }
}
