package dev.assay.jenkins;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real server in a process of its own: Hudson 1.395, from which Jenkins came; no later one is in Maven's central repository. */
final class RealServer implements AutoCloseable {

  private static final Path WAR = Path.of("target", "server", "hudson.war");
  private static final int LOOKS = 240;

  private final Process process;
  private final URI address;

  private RealServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Start it, if its file is there and it answers; the caller says plainly what is not tested otherwise. */
  static Optional<RealServer> start() throws IOException, InterruptedException {
    if (!Files.isRegularFile(WAR)) {
      return Optional.empty();
    }
    int port = freePort();
    int udp = freePort();
    var home = Files.createTempDirectory("hudson");
    var command = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Djava.awt.headless=true", "-DHUDSON_HOME=" + home,
        "-Dhudson.udp=" + udp, "-Dhudson.DNSMultiCast.disabled=true",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.text=ALL-UNNAMED",
        "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED", "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED", "--add-opens=java.desktop/java.awt.font=ALL-UNNAMED",
        "-cp", WAR.toAbsolutePath() + java.io.File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath(), PretendOldJava.class.getName(), "Main",
        "--httpPort=" + port, "--httpListenAddress=127.0.0.1", "--ajp13Port=-1");
    command.environment().put("HUDSON_HOME", home.toString());
    var process = command.redirectErrorStream(true).redirectOutput(home.resolve("server.log").toFile()).start();
    var server = new RealServer(process, URI.create("http://127.0.0.1:" + port));
    if (server.answers()) {
      return Optional.of(server);
    }
    server.close();
    return Optional.empty();
  }

  URI address() {
    return address;
  }

  /** Make a job that prints a parameter and archives a file. */
  void createJob(String name) throws IOException, InterruptedException {
    var config = """
        <project><actions/><description/><keepDependencies>false</keepDependencies><scm class="hudson.scm.NullSCM"/><canRoam>true</canRoam><triggers class="vector"/><builders><hudson.tasks.Shell><command>echo building $BRANCH; mkdir -p media; printf image > media/install.img</command></hudson.tasks.Shell></builders>
        <properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions><hudson.model.StringParameterDefinition><name>BRANCH</name>
        <defaultValue>none</defaultValue></hudson.model.StringParameterDefinition></parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties>
        <publishers><hudson.tasks.ArtifactArchiver><artifacts>media/*</artifacts></hudson.tasks.ArtifactArchiver></publishers><buildWrappers/></project>
        """;
    var request = HttpRequest.newBuilder(address.resolve("/createItem?name=" + name)).header("Content-Type", "application/xml").POST(HttpRequest.BodyPublishers.ofString(config)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("creating job " + name + ": HTTP " + answer.statusCode());
    }
  }

  private boolean answers() throws InterruptedException {
    var client = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(address.resolve("/api/json")).timeout(Duration.ofSeconds(5)).build();
    for (int look = 0; look < LOOKS && process.isAlive(); look++) {
      try {
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 200 && answer.body().contains("\"jobs\"")) {
          return true;
        }
      } catch (IOException e) {
        // not listening yet
      }
      process.waitFor(250, TimeUnit.MILLISECONDS);
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
