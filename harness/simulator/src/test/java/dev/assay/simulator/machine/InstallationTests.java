package dev.assay.simulator.machine;

import static dev.assay.simulator.TestingLab.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Power;
import dev.assay.simulator.TestingLab;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class InstallationTests {

  private TestingLab lab;

  @BeforeMethod
  public void makeTheLab() {
    lab = new TestingLab();
  }

  @Test
  public void aMachineInstallsWhatItsAnswerFileSays() {
    var inventory = lab.inside(() -> {
      lab.install("creedence");
      return lab.run("cat", "/etc/xensource-inventory").output();
    });
    assertThat(inventory).contains("PRODUCT_VERSION='6.5.0'", "BUILD_NUMBER='90233'", "INSTALLATION_UUID='");
    assertThat(lab.time.since(java.time.Instant.parse("2026-01-01T00:00:00Z"))).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(30));
  }

  @Test
  public void theConsoleTellsTheStory() {
    var console = lab.inside(() -> {
      lab.install("creedence");
      return lab.host().console();
    });
    assertThat(console).containsSubsequence(
        "power-on self test", "iPXE", "Fetching answer file", "Partitioning /dev/sda", "packages: 100%", "Installation complete", "Booting from disk sda", "ams-h01 login:");
  }

  @Test
  public void networkBootIsForOneTimeOnly() {
    lab.inside(() -> {
      lab.install("creedence");
      lab.host().power().cycle();
      lab.awaitUp();
      return null;
    });
    assertThat(lab.events).filteredOn(event -> event.kind().equals("machine.install.started")).hasSize(1);
    assertThat(lab.toolstacks).hasSize(1);
    assertThat(lab.toolstacks.getFirst().starts).isEqualTo(2);
  }

  @Test
  public void aBlankMachineHasNothingToBoot() {
    assertThat(consoleAfter(() -> lab.host().power().set(Power.State.ON))).contains("No bootable device");
  }

  @Test
  public void aMachineThatNothingIsServedToBootsItsDisk() {
    assertThat(consoleAfter(lab::bootFromNetwork)).contains("nothing is served to this host").contains("No bootable device");
  }

  @DataProvider
  public Object[][] wrongAnswers() {
    var good = answers("creedence");
    return new Object[][] {
      {good.replace("</installation>", ""), "not well-formed XML"},
      {good.replace("installation", "instalation"), "the root element is <instalation>"},
      {good.replace("mode=\"fresh\"", "mode=\"refresh\""), "is not a mode"},
      {good.replaceFirst("<root-password.*", ""), "<root-password> is missing"},
      {good.replace("plaintext", "hash"), "<root-password type=\"hash\"> is not supported"},
      {good.replaceFirst("<primary-disk>.*", ""), "<primary-disk> is missing"},
      {good.replace("<primary-disk>sda", "<primary-disk>sdq"), "disk 'sdq' does not exist"},
      {good.replace("media.lab/creedence/", "media.lab/nowhere"), "no installation repository there"},
      {good.replace("type=\"url\"", "type=\"local\""), "<source type=\"local\">"},
      {good.replaceFirst("<admin-interface.*", ""), "<admin-interface> is missing"},
      {good.replace("\"dhcp\"", "\"bootp\""), "neither dhcp nor static"},
      {good.replace("proto=\"dhcp\"/>", "proto=\"static\"><ip>10.0.0.300</ip></admin-interface>"), "not '10.0.0.300'"},
      {good.replace("Europe/Amsterdam", "Europe/Atlantis"), "'Europe/Atlantis' is not in the time zone database"},
      {good.replace("<hostname>ams-h01", "<hostname>-ams_h01"), "is not a host name"},
      {good.replace("<keymap>", "<keymop>").replace("</keymap>", "</keymop>"), "<keymop> is not known"},
    };
  }

  @Test(dataProvider = "wrongAnswers")
  public void aWrongAnswerStopsTheInstallerAndIsNamedOnTheConsole(String answerFile, String said) {
    assertThat(consoleAfter(() -> {
      lab.publish(answerFile);
      lab.bootFromNetwork();
    })).contains("ERROR: ").contains(said).doesNotContain("Partitioning");
  }

  @Test
  public void allThatIsWrongIsSaidAtOnce() {
    assertThat(consoleAfter(() -> {
      lab.publish(answers("creedence").replace("Europe/Amsterdam", "Mars").replaceFirst("<root-password.*", ""));
      lab.bootFromNetwork();
    })).contains("<root-password> is missing or empty; <timezone> 'Mars'");
  }

  @Test
  public void anImageThatNoMediaHoldIsNotFound() {
    assertThat(consoleAfter(() -> {
      var files = new LinkedHashMap<String, byte[]>();
      files.put("boot.ipxe", lab.bootScript("nowhere").getBytes(StandardCharsets.UTF_8));
      lab.lab.networkBoot().publish(TestingLab.HOST, files);
      lab.bootFromNetwork();
    })).contains("no media are served there");
  }

  @Test
  public void aScriptRunsOnTheNewFiles() {
    var keys = lab.inside(() -> {
      var script = "#!/bin/sh\nset -e\nmkdir -p -m 700 \"$1/root/.ssh\"\necho 'ssh-ed25519 AAAA me' >> \"$1/root/.ssh/authorized_keys\"\nchmod 600 \"$1/root/.ssh/authorized_keys\"\n";
      var files = new LinkedHashMap<String, byte[]>();
      files.put("boot.ipxe", lab.bootScript("creedence").getBytes(StandardCharsets.UTF_8));
      files.put("key.sh", script.getBytes(StandardCharsets.UTF_8));
      files.put("answerfile.xml", answers("creedence").replace("</installation>", "<script stage=\"filesystem-populated\" type=\"url\">http://boot.lab/x/key.sh</script></installation>").getBytes(StandardCharsets.UTF_8));
      lab.lab.networkBoot().publish(TestingLab.HOST, files);
      lab.bootFromNetwork();
      lab.awaitUp();
      return lab.run("cat", "/root/.ssh/authorized_keys").output();
    });
    assertThat(keys).isEqualTo("ssh-ed25519 AAAA me\n");
  }

  @Test
  public void aHalfInstalledDiskDoesNotBoot() {
    var console = consoleAfter(() -> {
      lab.install("creedence");
      lab.bootFromNetwork();
      until("packages: 40%");
      lab.host().power().set(Power.State.OFF);
      lab.host().power().set(Power.State.ON);
    });
    assertThat(console).endsWith("error: unknown filesystem. grub rescue>\n");
    assertThat(lab.inside(lab::isUp)).isFalse();
  }

  @Test
  public void powerLostBeforePartitioningLeavesTheOldSystem() {
    lab.inside(() -> {
      lab.install("creedence");
      lab.bootFromNetwork();
      until("Loading XenServer installer...");
      lab.host().power().cycle();
      lab.awaitUp();
      return null;
    });
    assertThat(lab.toolstacks).hasSize(1);
  }

  @Test
  public void anInterruptedInstallationCanBeDoneAgain() {
    var version = lab.inside(() -> {
      lab.publish(answers("creedence"));
      lab.bootFromNetwork();
      until("packages: 20%");
      lab.bootFromNetwork();
      lab.awaitUp();
      return lab.run("cat", "/etc/xensource-inventory").output();
    });
    assertThat(version).contains("6.5.0");
  }

  @Test
  public void aFreshInstallationForgetsTheSystemBefore() {
    var there = lab.inside(() -> {
      lab.install("creedence");
      lab.run("sh", "-c", "echo mine > /root/mine");
      lab.install("dundee");
      return lab.run("test", "-e", "/root/mine").status();
    });
    assertThat(there).isEqualTo(1);
    assertThat(lab.toolstacks).hasSize(2);
  }

  @Test
  public void anUpgradeKeepsToolstackAndFiles() {
    var files = lab.inside(() -> {
      lab.install("creedence");
      lab.run("sh", "-c", "echo mine > /root/mine");
      lab.publish(answers("dundee").replace("mode=\"fresh\"", "mode=\"upgrade\"").replace("primary-disk>", "existing-installation>"));
      lab.bootFromNetwork();
      lab.awaitUp();
      return lab.run("cat", "/root/mine", "/etc/xensource-inventory").output();
    });
    assertThat(files).startsWith("mine\n").contains("PRODUCT_VERSION='7.0.0'");
    assertThat(lab.toolstacks).hasSize(1);
    assertThat(lab.toolstacks.getFirst().system.release().generation()).isEqualTo("dundee");
  }

  @Test
  public void aSmallDiskIsRefusedByTheLargeLayout() {
    lab = new TestingLab(1, Bytes.gib(40));
    assertThat(consoleAfter(() -> {
      lab.publish(answers("dundee"));
      lab.bootFromNetwork();
    })).contains("ERROR: the primary disk has 40GiB; a fresh installation of dundee needs at least 46GiB");
  }

  @Test
  public void aSmallDiskTakesTheOldLayout() {
    lab = new TestingLab(1, Bytes.gib(40));
    var partitions = lab.inside(() -> {
      lab.install("creedence");
      return lab.run("cat", "/proc/partitions").output();
    });
    assertThat(partitions).contains("4194304 sda1", "4194304 sda2");
  }

  @Test
  public void nothingAnswersWhileTheMachineInstalls() {
    lab.inside(() -> {
      lab.publish(answers("creedence"));
      lab.bootFromNetwork();
      until("packages: 20%");
      assertThatThrownBy(lab::shell).isInstanceOf(AssayException.Lab.class).hasMessageContaining("no answer on port 22");
      assertThatThrownBy(() -> lab.host().xapi().call("ping", List.of())).isInstanceOf(AssayException.Lab.class);
      return null;
    });
  }

  @Test
  public void equalSeedsGiveEqualHistories() {
    assertThat(historyOf(7)).isEqualTo(historyOf(7)).isNotEqualTo(historyOf(8));
  }

  private static String historyOf(long seed) {
    var lab = new TestingLab(seed, Bytes.gib(500));
    lab.inside(() -> {
      lab.install("creedence");
      lab.host().power().cycle();
      return lab.awaitUp();
    });
    return lab.historyHash();
  }

  private void until(String line) {
    dev.assay.core.time.Await.on(lab.time).until("the console says " + line, () -> lab.host().console().endsWith(line + "\n")).within(Duration.ofHours(1));
  }

  private String consoleAfter(Runnable steps) {
    return lab.inside(() -> {
      steps.run();
      lab.time.sleep(Duration.ofMinutes(20));
      return lab.host().console();
    });
  }
}
