package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.SystemTime;
import dev.assay.site.files.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** What needs no machine: state files, refusals, words for what went wrong. */
public class XenLabTests {

  private Path data;
  private LabFolder folder;

  @BeforeMethod
  void make() throws IOException {
    data = Files.createTempDirectory("assay-xenlab");
    folder = LabFolder.in(data);
  }

  @AfterMethod
  void remove() {
    Output.delete(data);
  }

  @Test
  public void whereNoLabIsThereIsNothingToShow() {
    assertThatThrownBy(() -> lab().status()).isInstanceOf(AssayException.Nothing.class).hasMessageContaining("assay lab xen up");
    assertThatThrownBy(() -> lab().down(false)).isInstanceOf(AssayException.Nothing.class);
    assertThatThrownBy(() -> lab().log("xen-1", 10)).isInstanceOf(AssayException.Nothing.class).hasMessageContaining("no hosts");
  }

  @Test
  public void whatAHostIsStartedWithIsReadBackAsItWasKept() {
    var host = new HostSettings(2, 2202, 6232, 4, Bytes.mib(4608), "xen-11-4.14");
    host.keep(folder.host("xen-2"));
    assertThat(HostSettings.read(folder.host("xen-2"))).isEqualTo(host);
  }

  @Test
  public void aSettingsFileCutShortIsALabFailureThatSaysWhatToDo() {
    Whole.write(folder.host("xen-1").resolve("machine.properties"), "number=1\nsshPort=");
    assertThatThrownBy(() -> HostSettings.read(folder.host("xen-1"))).isInstanceOf(AssayException.Lab.class).hasMessageContaining("down --disks");
  }

  @Test
  public void aLabThatCannotBeHadIsRefusedAndLeavesNoHosts() {
    var wish = new XenLab.Wish(Optional.of(2), Optional.of(Bytes.gib(1 << 20)), Optional.empty(), List.of(XenBuild.USUAL), true, Optional.empty(), Duration.ofSeconds(1));
    assertThatThrownBy(() -> lab().up(wish)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("they need").hasMessageContaining("--memory");
    assertThat(lab().hosts()).isEmpty();
  }

  @Test
  public void hostsShareTheProcessorsThatThereAre() {
    assertThat(XenLab.usualCpus(8, 2)).isEqualTo(2);
    assertThat(XenLab.usualCpus(2, 1)).isEqualTo(2);
    assertThat(XenLab.usualCpus(2, 2)).isEqualTo(1);
    assertThat(XenLab.usualCpus(1, 4)).isEqualTo(1);
  }

  @Test
  public void twoCommandsDoNotChangeOneLab() {
    try (var _ = LabLock.take(folder)) {
      assertThatThrownBy(() -> lab().down(false)).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("another 'assay lab xen' command");
    }
    assertThat(lab().down(false)).isZero();
  }

  @Test
  public void portsAreKeptUntilSomebodyElseHasTakenThem() throws IOException {
    var first = LabPorts.of(folder, false);
    assertThat(LabPorts.of(folder, false)).isEqualTo(first);
    try (var _ = new ServerSocket(first.networkBoot(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(LabPorts.of(folder, true)).isEqualTo(first);
      assertThat(LabPorts.of(folder, false).networkBoot()).isNotEqualTo(first.networkBoot());
    }
  }

  @Test
  public void missingPackagesAreNamedWithTheCommandThatInstallsThem() {
    var packages = new DebianPackages(path -> !path.endsWith("ipmi_sim") && !path.endsWith("pxe-virtio.rom"));
    assertThat(packages.missing()).containsExactly("ipxe-qemu", "openipmi");
    assertThatThrownBy(() -> packages.demand(false, terminal())).isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("apt-get install --no-install-recommends ipxe-qemu openipmi").hasMessageContaining("--install");
  }

  @Test
  public void availableMemoryIsReadFromTheKernel() {
    assertThat(MachineMemory.available("MemTotal:       24684160 kB\nMemAvailable:   18070528 kB\n")).isEqualTo(Bytes.kib(18_070_528));
    assertThat(MachineMemory.available()).isGreaterThan(Bytes.mib(1));
  }

  @Test
  public void tooLittleRoomIsALabFailureThatSaysHowMuchIsNeeded() {
    assertThatThrownBy(() -> Room.demand(data, Bytes.tib(1 << 20), "building an image")).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("MiB are needed").hasMessageContaining("--data-dir");
    Room.demand(data, Bytes.of(1), "building an image");
  }

  @Test
  public void aConsolesEndIsShownWithoutWhatMovesACursor() {
    assertThat(Tail.lastLines("one\r\n\u001b[0;1mtwo\u001b[0m\n\n\u001b[?2004hthree\n", 2)).isEqualTo("two\nthree");
    assertThat(Tail.of(data.resolve("none"), 5)).isEmpty();
  }

  @Test
  public void aMachineThatDiesWhileItStartsIsALabFailureWithItsLastWords() {
    var host = new HostSettings(1, Ports.freeTcp(), 6231, 2, Bytes.gib(4), "xen-12-4.17");
    var secrets = new Secrets("secret", "k", "g", "ssh-ed25519 AAAA hosts");
    var login = new HostLogin(host, secrets, SystemTime.real(), terminal(), () -> false, () -> false, () -> "(XEN) Panic on CPU 0:\n(XEN) out of memory", () -> "; the disk is full");
    assertThatThrownBy(() -> login.await(Duration.ofMinutes(1))).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("its QEMU process ended").hasMessageContaining("; the disk is full").hasMessageContaining("  (XEN) out of memory").hasMessageContaining("assay lab xen logs xen-1");
  }

  @Test
  public void whyQemuStartsNoMachineIsSaidInItsOwnWords() {
    var controller = new AssayException.Lab("power controller 127.0.0.1:6231: Unspecified error");
    Whole.write(folder.host("xen-1").resolve("power.log"), "2026-01-01T00:00:00Z power on, -boot order=c\nqemu: an earlier trouble\n2026-01-01T00:01:00Z power on, -boot order=c\n");
    assertThat(PowerLog.refusal(folder.host("xen-1"))).isEmpty();
    assertThat(XenLab.notStarted("xen-1", "", controller)).hasMessageContaining("Unspecified error");
    Whole.write(folder.host("xen-1").resolve("power.log"), "2026-01-01T00:00:00Z power on, -boot order=c\nqemu: cannot set up guest memory 'pc.ram': Cannot allocate memory\n");
    assertThat(XenLab.notStarted("xen-1", PowerLog.refusal(folder.host("xen-1")), controller)).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("QEMU starts no machine: qemu: cannot set up guest memory 'pc.ram': Cannot allocate memory; this machine has ").hasMessageContaining("(--memory)");
  }

  @Test
  public void aMachineThatFindsNoRoomIsNotWaitedFor() {
    var host = new HostSettings(1, Ports.freeTcp(), 6231, 2, Bytes.gib(4), "xen-12-4.17");
    var secrets = new Secrets("secret", "k", "g", "ssh-ed25519 AAAA hosts");
    var login = new HostLogin(host, secrets, SystemTime.real(), terminal(), () -> true, () -> true, () -> "", () -> "; the disk of /data has only 0 MiB free");
    assertThatThrownBy(() -> login.await(Duration.ofDays(1))).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("starting xen-1: it finds no room for what it writes, and stands still; the disk of /data has only 0 MiB free");
  }

  @Test
  public void aDiskThatBeganEmptyHoldsASystemOnceItsInstallerHasSaidSo() throws IOException {
    var console = data.resolve("console.log");
    assertThat(InstallerSaid.installed(console)).isFalse();
    Files.write(console, new byte[] {'i', (byte) 0xff, '\n'});
    Files.writeString(console, "installer: installing from http://x/ to /dev/sda\r\n", StandardOpenOption.APPEND);
    assertThat(InstallerSaid.installed(console)).isFalse();
    Files.writeString(console, "installer: installed xen-12-4.17\r\n(XEN) Xen version\n", StandardOpenOption.APPEND);
    assertThat(InstallerSaid.installed(console)).isTrue();
    Files.writeString(console, "installer: installing from http://x/ to /dev/sda\r\n", StandardOpenOption.APPEND);
    assertThat(InstallerSaid.installed(console)).isFalse();
  }

  @Test
  public void aFingerprintIsAsSshShowsIt() {
    var secrets = new Secrets("p", "k", "g", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHVmZXJzb3Blbm5vdHJlYWxrZXkwMTIzNDU2Nzg5YWI= hosts");
    assertThat(secrets.hostKeyFingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
  }

  private XenLab lab() {
    return new XenLab(folder, Map.of(), SystemTime.real(), terminal());
  }

  private static Terminal terminal() {
    return Terminal.plain(new PrintStream(new ByteArrayOutputStream()), new PrintStream(new ByteArrayOutputStream()));
  }
}
