package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.testng.annotations.Test;

class GrubSettingsTests {

  @Test
  void theInstallerIsStartedByMultiboot2FromTheMediaWithTheAnswers() {
    assertThat(new GrubSettings(URI.create("http://media:8080/8.4/"), URI.create("http://10.0.0.2:9000/h1/answerfile.xml")).render())
        .contains("multiboot2 (http,media:8080)/8.4/boot/xen.gz ")
        .contains("module2 (http,media:8080)/8.4/boot/vmlinuz ")
        .contains("answerfile=http://10.0.0.2:9000/h1/answerfile.xml install\n")
        .contains("module2 (http,media:8080)/8.4/install.img\n");
  }
}
