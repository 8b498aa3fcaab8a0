package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.SystemTime;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.TestingLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private SimulatedLab lab;
  private ServedLab served;

  @BeforeClass
  void prepare() throws Exception {
    if (!hasNode()) {
      throw new SkipException("the independent XenAPI client is not run: install Node.js (packages nodejs and npm)");
    }
    client = installClient();
    lab = InstalledHost.install(time, "creedence");
    served = ServedLab.start(lab, time, ServedLab.Settings.ANY_PORTS);
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
  public void clientWatchesAllObjectsThroughTheLifeOfAVmWhileOthersWork(String transport) throws Exception {
    var working = new AtomicBoolean(true);
    var others = SystemTime.real().fork("others", () -> work(working));
    var seen = run(transport);
    working.set(false);
    assertThat(others.join()).as("rounds of somebody else's work meanwhile").isPositive();
    assertThat(seen.path("powerState").asString()).isEqualTo("Running");
    assertThat(seen.path("residentOn").asString()).isEqualTo("host");
    assertThat(seen.path("refusal").asString()).isEqualTo("VM_BAD_POWER_STATE");
    assertThat(seen.path("failedTask").valueStream().map(JsonNode::asString)).containsExactly("VM_BAD_POWER_STATE", "suspended", "running");
    assertThat(seen.path("kinds").valueStream().map(JsonNode::asString)).contains("VM", "host", "pool", "SR", "network", "PIF");
    assertThat(seen.path("legend").valueStream().map(JsonNode::asString)).anyMatch(name -> name.matches("AVERAGE:host:[0-9a-f-]+:cpu0"));
    assertThat(seen.path("rrd").asBoolean()).isTrue();
    assertThat(seen.path("bytes").asInt()).isPositive();
    assertThat(seen.path("warnings")).isEmpty();
  }

  /** Make, start, stop and remove VMs until told to end; returns how often. */
  private int work(AtomicBoolean working) {
    var host = lab.host(TestingLab.HOST);
    int rounds = 0;
    while (working.get()) {
      time.run("others", () -> {
        var session = host.xapi().call("session.login_with_password", List.of("root", TestingLab.PASSWORD));
        var template = ((List<?>) host.xapi().call("VM.get_by_name_label", List.of(session, "Other install media"))).getFirst();
        var vm = host.xapi().call("VM.clone", List.of(session, template, "somebody else's"));
        host.xapi().call("VM.provision", List.of(session, vm));
        host.xapi().call("VM.start", List.of(session, vm, false, false));
        host.xapi().call("VM.hard_shutdown", List.of(session, vm));
        host.xapi().call("VM.destroy", List.of(session, vm));
        time.sleep(Duration.ofSeconds(20));
        return host.xapi().call("session.logout", List.of(session));
      });
      rounds++;
    }
    return rounds;
  }

  private JsonNode run(String transport) throws IOException, InterruptedException {
    var command = List.of(
        "node", "peer.mjs", served.host(TestingLab.HOST).xapi().toString(), transport, "Debian Bookworm 12");
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
