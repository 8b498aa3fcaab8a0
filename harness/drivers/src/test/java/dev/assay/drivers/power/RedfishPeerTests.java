package dev.assay.drivers.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Power;
import dev.assay.drivers.lab.TestingServedLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The simulated controllers that our driver is tested against, held to Redfish by DMTF's own client: what both agree on is no private dialect. */
public class RedfishPeerTests {

  private static final Path TOOL = Path.of("/usr/bin/redfishtool");
  private TestingServedLab lab;

  @BeforeClass
  void serve() {
    if (!Files.isExecutable(TOOL)) {
      throw new SkipException("Redfish is not tested with a client of others: install the package redfishtool");
    }
    lab = new TestingServedLab();
  }

  @AfterClass(alwaysRun = true)
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  public void aClientOfOthersSwitchesTheHostAndSeesWhatOurDriverDid() throws IOException {
    try (var power = lab.power()) {
      power.set(Power.State.OFF);
      power.bootNextFrom(Power.BootDevice.NETWORK);
      assertThat(tool("get")).contains("\"PowerState\": \"Off\"", "\"BootSourceOverrideTarget\": \"Pxe\"", "\"BootSourceOverrideEnabled\": \"Once\"");
      tool("setBootOverride", "Disabled");
      tool("reset", "On");
      assertThat(power.state()).isEqualTo(Power.State.ON);
      tool("reset", "ForceOff");
      assertThat(power.state()).isEqualTo(Power.State.OFF);
    }
  }

  private String tool(String... words) throws IOException {
    var command = new ArrayList<>(List.of(TOOL.toString(), "-r", lab.redfish().getAuthority(), "-u", "admin", "-p", "simulated", "-A", "Basic", "-S", "Always", "Systems", "-F"));
    command.addAll(List.of(words));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isZero();
    return said;
  }
}
