package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.Await;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.TestingLab;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The served lab against npm's {@code xen-api}, the client of Xen Orchestra, which nobody of this project wrote. */
public class XenOrchestraClientTests {

  private static final double SPEED = 100;

  private final VirtualTime time = VirtualTime.paced(Instant.parse("2026-01-01T00:00:00Z"), SPEED);
  private Path client;
  private ServedLab served;

  @BeforeClass
  void prepare() throws Exception {
    if (!hasNode()) {
      throw new SkipException("the independent XenAPI client is not run: install Node.js (packages nodejs and npm)");
    }
    client = installClient();
    served = ServedLab.start(labWithOneInstalledHost(), time, ServedLab.Settings.ANY_PORTS);
  }

  @AfterClass
  void close() {
    if (served != null) {
      served.close();
    }
    time.close();
  }

  @DataProvider
  Object[] transports() {
    return new Object[] {"json-rpc", "xml-rpc"};
  }

  @Test(dataProvider = "transports")
  public void clientWatchesAllObjectsAndStartsAVm(String transport) throws Exception {
    var seen = run(transport);
    assertThat(seen.path("powerState").asString()).isEqualTo("Running");
    assertThat(seen.path("residentOn").asString()).isEqualTo("host");
    assertThat(seen.path("refusal").asString()).isEqualTo("VM_BAD_POWER_STATE");
    assertThat(seen.path("pool").asString()).isEqualTo("pool");
    assertThat(seen.path("kinds").valueStream().map(JsonNode::asString)).contains("VM", "host", "pool", "SR", "network", "PIF");
    assertThat(seen.path("warnings")).isEmpty();
  }

  private JsonNode run(String transport) throws IOException, InterruptedException {
    var command = List.of(
        "node", "peer.mjs", served.host(TestingLab.HOST).xapi().toString(), transport, "Other install media");
    var builder = new ProcessBuilder(command).directory(client.toFile()).redirectErrorStream(true);
    builder.environment().put("PEER_PASSWORD", TestingLab.PASSWORD);
    return new JsonMapper().readTree(output(builder));
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private SimulatedLab labWithOneInstalledHost() {
    var toolstacks = new XapiToolstacks(ApiTable.load());
    var lab = SimulatedLab.create(TestingLab.spec(1, Bytes.gib(500)), time, History.NONE, toolstacks);
    time.run("install", () -> {
      publish(lab);
      var host = lab.host(TestingLab.HOST);
      host.power().bootNextFrom(Power.BootDevice.NETWORK);
      host.power().set(Power.State.ON);
      return Await.on(time).until("XAPI answers", () -> answers(host)).seeing(host::console).within(Duration.ofHours(2));
    });
    return lab;
  }

  private static void publish(SimulatedLab lab) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", """
        #!ipxe
        kernel http://media.lab/creedence/boot/xen.gz
        module http://media.lab/creedence/boot/vmlinuz answerfile=%s install
        module http://media.lab/creedence/install.img
        boot
        """.formatted(lab.networkBoot().address(TestingLab.HOST, "answerfile.xml")).getBytes(StandardCharsets.UTF_8));
    files.put("answerfile.xml", TestingLab.answers("creedence").getBytes(StandardCharsets.UTF_8));
    lab.networkBoot().publish(TestingLab.HOST, files);
  }

  private static boolean answers(SimulatedHost host) {
    try {
      host.xapi().call("session.login_with_password", List.of("root", TestingLab.PASSWORD));
      return true;
    } catch (AssayException.Lab | XapiException e) {
      return false;
    }
  }

  private static boolean hasNode() {
    return List.of("node", "npm").stream().allMatch(program -> List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
  }

  /** Install the locked packages beside the other things that a build makes. */
  private static Path installClient() throws IOException, InterruptedException {
    var module = Path.of(System.getProperty("assay.root")).resolve("harness/simulator");
    var folder = Files.createDirectories(module.resolve("target/peer"));
    for (var file : List.of("package.json", "package-lock.json", "peer.mjs")) {
      Files.copy(module.resolve("src/test/peer").resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    output(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
        .directory(folder.toFile())
        .redirectErrorStream(true));
    return folder;
  }
}
