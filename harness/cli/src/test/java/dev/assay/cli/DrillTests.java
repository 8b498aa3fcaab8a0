package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/** A few kills of the real process; {@code ./assay drill --kills 200} makes the whole proof. */
public class DrillTests {

  /** A dozen processes one after another, on a machine that may be busy. */
  private static final int PATIENCE_SECONDS = 900;

  @Test
  public void aProcessThatIsKilledLosesNoTestCountsNoneTwiceAndKeepsNoHost() throws Exception {
    var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "drill").toAbsolutePath();
    var drill = AssayProcess.start(data, "drill", "--kills", "4", "-o", "json");
    assertThat(drill.exitCode(PATIENCE_SECONDS)).as(drill.errors() + drill.answer()).isZero();
    var result = JsonMapper.builder().build().readTree(drill.answer());
    assertThat(result.get("kills").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(result.get("wrong")).isEmpty();
  }
}
