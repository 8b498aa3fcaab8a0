package dev.assay.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.SystemTime;
import dev.assay.jenkins.rest.RestBuildServer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.testng.SkipException;
import org.testng.annotations.Test;

public class RealServerTests {

  @Test
  public void buildIsTriggeredFollowedAndItsArtefactsAreCollected() throws Exception {
    try (var real = RealServer.start().orElseThrow(() -> new SkipException("a real server: target/server/hudson.war is not there, or it does not start on this Java"));
        var server = new RestBuildServer(real.address(), "")) {
      real.createJob("product");
      var console = new StringBuilder();

      var ticket = server.trigger("product", new LinkedHashMap<>(Map.of("BRANCH", "main")));
      var ended = new Following(server, SystemTime.real(), console::append).follow(ticket, Duration.ofMinutes(2));
      var folder = Files.createTempDirectory("jenkins").resolve("b1");
      var collected = Collection.into(folder, server, "product", ended);

      assertThat(ended.result()).contains("SUCCESS");
      assertThat(console).contains("building main");
      assertThat(collected).singleElement().satisfies(file -> assertThat(file.path()).isEqualTo("media/install.img"));
      assertThat(folder.resolve("media/install.img")).hasContent("image");
    }
  }
}
