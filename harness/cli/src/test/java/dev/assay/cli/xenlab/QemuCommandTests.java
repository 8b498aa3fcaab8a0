package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import java.nio.file.Path;
import java.util.List;
import org.testng.annotations.Test;

public class QemuCommandTests {

  private static final HostSettings HOST = new HostSettings(3, 2203, 6233, 2, Bytes.gib(6), "xen-12-4.17");

  @Test
  public void everyPortIsOnTheLoopback() {
    var command = command("/data", Accelerator.TCG);
    assertThat(command).filteredOn(word -> word.contains("hostfwd=")).singleElement().asString().contains("hostfwd=tcp:127.0.0.1:2203-10.0.2.15:22");
    assertThat(command).filteredOn(word -> word.contains("mcast=")).singleElement().asString().endsWith("localaddr=127.0.0.1");
  }

  @Test
  public void aHostFindsItsOwnBootScriptAndTheMedia() {
    assertThat(command("/data", Accelerator.TCG)).filteredOn(word -> word.startsWith("user,")).singleElement().asString()
        .contains("bootfile=http://10.0.2.2:8080/xen-3/boot.ipxe").contains("guestfwd=tcp:10.0.2.100:80-cmd:");
  }

  @Test
  public void memoryIsInMebibytesAndCardsAreTheHostsOwn() {
    assertThat(command("/data", Accelerator.TCG)).containsSequence("-m", "6144M").contains("virtio-net-pci,netdev=net,mac=52:54:00:a5:00:03");
  }

  @Test
  public void aCommaInAFolderDoesNotEndAnOption() {
    assertThat(command("/da,ta", Accelerator.TCG)).filteredOn(word -> word.contains("disk.qcow2")).singleElement().asString().contains("file=/da,,ta/xen-lab");
  }

  @Test
  public void theProcessorIsEmulatedUnlessSaidOtherwise() {
    assertThat(command("/data", Accelerator.TCG)).containsSequence("-accel", "tcg,thread=multi,tb-size=512");
    assertThat(command("/data", Accelerator.KVM)).containsSequence("-accel", "kvm");
  }

  private static List<String> command(String data, Accelerator accelerator) {
    return new QemuCommand(LabFolder.in(Path.of(data)), HOST, accelerator, "http://10.0.2.2:8080", 9000).render();
  }
}
