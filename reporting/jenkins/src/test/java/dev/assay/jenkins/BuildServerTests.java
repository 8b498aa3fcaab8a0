package dev.assay.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.VirtualTime;
import dev.assay.jenkins.rest.RestBuildServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class BuildServerTests {

  private RecordedJenkins recorded;
  private RestBuildServer server;

  @BeforeMethod
  void open() throws IOException {
    recorded = new RecordedJenkins();
    server = new RestBuildServer(recorded.address(), "kim:token");
  }

  @AfterMethod
  void close() {
    server.close();
    recorded.close();
  }

  @Test
  public void buildIsTriggeredFollowedThroughTheQueueAndItsArtefactsAreCollected() throws IOException {
    var console = new StringBuilder();
    var time = VirtualTime.startingAt(Instant.EPOCH);
    var folder = Files.createTempDirectory("jenkins").resolve("b42");

    var ticket = server.trigger("product", new LinkedHashMap<>(Map.of("BRANCH", "main")));
    var ended = time.run("follow", () -> new Following(server, time, console::append).follow(ticket, Duration.ofMinutes(1)));
    var collected = Collection.into(folder, server, "product", ended);

    assertThat(ticket.queueItem()).contains(17);
    assertThat(ended.result()).contains("SUCCESS");
    assertThat(console).hasToString("building\n");
    assertThat(folder.resolve("media/install.img")).hasContent("image");
    assertThat(folder.resolve("SHA256SUMS")).content().isEqualTo(collected.getFirst().sha256() + "  media/install.img\n");
    assertThat(recorded.asked()).anyMatch(call -> call.startsWith("POST /job/product/buildWithParameters") && call.contains("BRANCH=main"));
  }

  @Test
  public void followingEndsWhenItsTimeIsUp() {
    var time = VirtualTime.startingAt(Instant.EPOCH);

    assertThatThrownBy(() -> time.run("follow", () -> new Following(server, time, _ -> {}).follow("product", 7, Duration.ofSeconds(10))))
        .isInstanceOf(AssayException.TimedOut.class);
  }

  @Test
  public void missingJobIsToldAsThatAndAForbiddenOneAsTheServersRefusal() {
    assertThatThrownBy(() -> server.trigger("nothing", new LinkedHashMap<>())).isInstanceOf(AssayException.Nothing.class).hasMessageContaining("no such job");
    assertThatThrownBy(() -> server.trigger("refused", new LinkedHashMap<>())).isInstanceOf(AssayException.class);
  }

  @Test
  public void serverThatIsNotThereIsUnavailable() {
    try (var nobody = new RestBuildServer(URI.create("http://127.0.0.1:9"), "")) {
      assertThatThrownBy(() -> nobody.trigger("product", new LinkedHashMap<>())).isInstanceOf(AssayException.Unavailable.class);
    }
  }

  @Test
  public void collectingIntoAFolderThatIsThereIsRefused() throws IOException {
    var folder = Files.createTempDirectory("jenkins");

    assertThatThrownBy(() -> Collection.into(folder, server, "product", new BuildServer.State(42, java.util.Optional.of("SUCCESS"), java.util.List.of("media/install.img"))))
        .isInstanceOf(AssayException.Usage.class);
  }

  @Test
  public void artefactThatLeadsOutOfTheFolderIsRefusedAndNothingStays() throws IOException {
    var parent = Files.createTempDirectory("jenkins");
    var evil = new BuildServer.State(42, java.util.Optional.of("SUCCESS"), java.util.List.of("../evil"));

    assertThatThrownBy(() -> Collection.into(parent.resolve("b"), server, "product", evil)).hasMessageContaining("outside");
    assertThat(parent).isEmptyDirectory();
  }
}
