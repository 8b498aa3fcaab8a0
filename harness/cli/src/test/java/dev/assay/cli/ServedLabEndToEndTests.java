package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.database.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/** The real command on a lab that another process serves: HTTPS, SSH, Redfish and network boot over the loopback interface. */
public class ServedLabEndToEndTests {

  private Path data;
  private Path labFile;
  private AssayProcess lab;

  @BeforeClass
  void serveALab() throws IOException {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "served").toAbsolutePath();
    labFile = data.resolve("served.yaml");
    lab = AssayProcess.start(data, "lab", "serve", "--write-lab", labFile.toString());
    lab.waitForProgress("next, in another terminal");
  }

  @AfterClass(alwaysRun = true)
  void stopTheLabAndTheDatabase() {
    if (lab != null && lab.process().isAlive()) {
      lab.killMinusNine();
    }
    Database.stopEmbedded(data.resolve("postgres"));
  }

  @Test(priority = 0)
  public void everyCaseOfTheBvtPassesOverSockets() {
    var run = AssayProcess.run(data, "run", "bvt", "--lab", labFile.toString(), "-o", "json");
    assertThat(run.exitCode()).as(run.errors() + run.answer()).isZero();
    var summary = JsonMapper.builder().build().readTree(run.answer());
    assertThat(summary.get("verdict").asString()).isEqualTo("PASS");
    assertThat(summary.get("gate").asString()).isEqualTo("GO");
    assertThat(summary.get("pass").asInt()).isEqualTo(summary.get("planned").asInt()).isGreaterThanOrEqualTo(25);
  }

  @Test(priority = 1)
  public void aHostWithAnotherCertificateIsNotTalkedTo() throws IOException {
    assertIsTheLabsFault(tryOn(labWith("xapi: \\S+\\s+certificate: ", "0".repeat(64))), "not the pinned");
  }

  @Test(priority = 1)
  public void aHostWithAnotherHostKeyIsNotLoggedInTo() throws IOException {
    assertIsTheLabsFault(tryOn(labWith("hostKey: ", "SHA256:" + "A".repeat(43))), "host key");
  }

  /** After all that take a host which becomes suspect here. */
  @Test(priority = 2)
  public void unfitHostsAreNotUsedButBecomeSuspectAndOthersAreTaken() throws IOException {
    var run = tryOn(labWith("power:\\s+user: ", "nobody"));
    assertIsTheLabsFault(run, "the login is refused");
    assertThat(run.errors().lines().filter(line -> line.startsWith("unfit ")).distinct()).as(run.errors()).hasSize(4);
    var suspects = AssayProcess.run(data, "hosts", "ls", "--where", "state == 'suspect'", "--lab", labFile.toString(), "-o", "csv");
    assertThat(suspects.answer().lines().filter(line -> line.contains("login is refused"))).as(suspects.answer()).hasSize(4);
  }

  @Test(priority = 1)
  public void anInstalledHostIsDiscoveredAndOneThatIsOffIsTold() throws IOException {
    var fragment = data.resolve("found.yaml");
    var discovered = AssayProcess.run(data, "hosts", "discover", "ams-h01", "cam-h08", "--lab", labFile.toString(), "--write", fragment.toString(), "-o", "csv");
    assertThat(discovered.exitCode()).as(discovered.errors()).isEqualTo(7);
    assertThat(discovered.answer()).contains("ams-h01,cpus,48,48,same", "ams-h01,version,8.4.0,8.4.0,same", "cam-h08,toolstack").doesNotContain("DRIFT");
    assertThat(Files.readString(fragment)).contains("ams-h01:", "memory: 1TiB").doesNotContain("cam-h08");
    var drifted = AssayProcess.run(data, "hosts", "discover", "ams-h01", "--lab", labWith("cpus: ", "12").toString(), "-o", "csv");
    assertThat(drifted.exitCode()).isEqualTo(7);
    assertThat(drifted.answer()).contains("ams-h01,cpus,12,48,DRIFT");
  }

  @Test(priority = 1)
  public void whoHasAHostSwitchesItsPowerAndReadsItsConsole() {
    var stranger = hosts("power", "ams-h01", "off");
    assertThat(stranger.exitCode()).isEqualTo(2);
    assertThat(stranger.errors()).contains("nobody has ams-h01", "assay borrow ams-h01");
    assertThat(AssayProcess.run(data, "borrow", "ams-h01", "--why", "LAB-7", "--lab", labFile.toString()).exitCode()).isZero();
    var console = hosts("console", "ams-h01");
    assertThat(console.exitCode()).as(console.errors()).isZero();
    assertThat(console.answer()).contains("ams-h01 kernel: Linux booting on the Xen hypervisor");
    assertThat(hosts("power", "ams-h01", "off", "--dry-run").answer()).contains("ams-h01,on,on");
    assertThat(hosts("power", "ams-h01", "off").answer()).contains("ams-h01,on,off");
    assertThat(hosts("power", "ams-h01").answer()).contains("ams-h01,off,off");
    assertThat(hosts("console", "ams-h01").exitCode()).as("its log is read by SSH").isEqualTo(7);
    assertThat(hosts("power", "ams-h01", "on").answer()).contains("ams-h01,off,on");
    assertThat(AssayProcess.run(data, "return", "ams-h01", "--lab", labFile.toString()).exitCode()).isZero();
    assertThat(hosts("power", "ams-h01", "off").exitCode()).isEqualTo(2);
  }

  @Test(priority = 1)
  public void whoHasAHostHasABuildPutOnIt() {
    assertThat(install("6.1.0-59235", "ams-h07", "--dry-run").errors()).contains("nobody has it", "assay borrow");
    var borrowed = AssayProcess.run(data, "borrow", "ams-h07", "--why", "LAB-8", "--lab", labFile.toString());
    assertThat(borrowed.exitCode()).as(borrowed.errors()).isZero();
    assertThat(install("6.1.0-1", "ams-h07").exitCode()).as("no such build").isEqualTo(4);
    var installed = install("6.1.0-59235", "ams-h07");
    assertThat(installed.exitCode()).as(installed.errors()).isZero();
    assertThat(installed.answer()).contains("ams-h07,6.1.0-59235,installed");
    assertThat(install("6.1.0-59235", "ams-h07").answer()).contains("ams-h07,6.1.0-59235,ran it already");
    assertThat(hosts("show", "ams-h07").answer()).contains("lastGoodInstall,6.1.0-59235");
    assertThat(AssayProcess.run(data, "return", "ams-h07", "--lab", labFile.toString()).exitCode()).isZero();
  }

  private AssayProcess install(String... words) {
    return AssayProcess.run(data, Stream.concat(Stream.of("install"), Stream.concat(Stream.of(words), Stream.of("--lab", labFile.toString(), "-o", "csv"))).toArray(String[]::new));
  }

  private AssayProcess hosts(String... words) {
    return AssayProcess.run(data, Stream.concat(Stream.of("hosts"), Stream.concat(Stream.of(words), Stream.of("--lab", labFile.toString(), "-o", "csv"))).toArray(String[]::new));
  }

  @Test(priority = 1)
  public void aTakenNetworkBootPortIsToldBeforeAnythingIsTried() throws IOException {
    try (var _ = new ServerSocket(networkBootPort(), 1, InetAddress.getByName("127.0.0.1"))) {
      assertIsTheLabsFault(tryOn(labFile), "serving installation files");
    }
  }

  @Test(priority = 3)
  public void aLabThatWasEndedIsTheLabsFault() {
    lab.process().destroy();
    assertThat(lab.exitCode()).isEqualTo(143);
    assertThat(lab.errors()).doesNotContain("Exception");
    assertIsTheLabsFault(tryOn(labFile), "no answer");
  }

  private AssayProcess tryOn(Path lab) {
    return AssayProcess.run(data, "run", "bvt", "--only", "toolstack-services-are-up", "--lab", lab.toString());
  }

  private static void assertIsTheLabsFault(AssayProcess run, String why) {
    assertThat(run.exitCode()).as(run.errors() + run.answer()).isEqualTo(7);
    assertThat(run.errors()).contains(why).doesNotContain("internal error").doesNotContain("\tat ");
  }

  /** A lab file in which what follows this expression, on every host, is another value. */
  private Path labWith(String before, String value) throws IOException {
    var altered = Files.readString(labFile).replaceAll("(" + before + ")\\S+", "$1" + value);
    return Files.writeString(Files.createTempFile(data, "altered", ".yaml"), altered);
  }

  private int networkBootPort() throws IOException {
    return Files.readAllLines(labFile).stream()
        .filter(line -> line.startsWith("networkBoot: "))
        .mapToInt(line -> URI.create(line.substring("networkBoot: ".length())).getPort())
        .findFirst().orElseThrow();
  }
}
