package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.output.Terminal;
import dev.assay.core.time.SystemTime;
import dev.assay.site.files.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class AcceleratorProbeTests {

  private Path data;
  private LabFolder lab;

  @BeforeMethod
  void make() throws IOException {
    data = Files.createTempDirectory("assay-xenlab");
    lab = LabFolder.in(data);
  }

  @AfterMethod
  void remove() {
    Output.delete(data);
  }

  @Test
  public void withoutADeviceTheProcessorIsEmulated() {
    assertThat(probe(data.resolve("none")).choose(image())).isEqualTo(Accelerator.TCG);
  }

  @Test
  public void whatWasFoundIsRemembered() {
    Whole.write(lab.root().resolve("accelerator"), "KVM\n");
    assertThat(probe(data.resolve("none")).choose(image())).isEqualTo(Accelerator.KVM);
  }

  @Test
  public void theProbeLeavesTheImageAsItIs() {
    assertThat(AcceleratorProbe.command(image(), data.resolve("console"))).contains("-snapshot").containsSequence("-accel", "kvm");
  }

  private Images.Image image() {
    return new Images.Image(XenBuild.XEN_12, data.resolve("image"));
  }

  private AcceleratorProbe probe(Path device) {
    var nowhere = new PrintStream(new ByteArrayOutputStream());
    return new AcceleratorProbe(lab, device, SystemTime.real(), Terminal.plain(nowhere, nowhere));
  }
}
