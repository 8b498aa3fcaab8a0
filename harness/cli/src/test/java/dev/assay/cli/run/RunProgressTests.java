package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.output.Terminal;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.time.SystemTime;
import dev.assay.store.Findings.Usual;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

public class RunProgressTests {

  private static final CaseId CASE = CaseId.of("vm/migrate");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  public void aCaseThatTookMuchLongerThanUsualIsSlow() {
    assertThat(after(Duration.ofSeconds(371), new Usual(Duration.ofSeconds(240), 20))).contains("PASS           1/3  vm/migrate  6m11s", "SLOW                 vm/migrate  6m11s (p95 4m00s)  on ams-h03");
  }

  @Test
  public void littleLongerIsNotSlowAndOfFewPassesNobodyCanTell() {
    assertThat(after(Duration.ofSeconds(360), new Usual(Duration.ofSeconds(240), 20))).doesNotContain("SLOW");
    assertThat(after(Duration.ofSeconds(999), new Usual(Duration.ofSeconds(240), 4))).doesNotContain("SLOW");
  }

  @Test
  public void aFailureNamesItsHosts() {
    ended(Duration.ofSeconds(3), Outcome.of(new AssertionError("lost")), Map.of());
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("FAIL           1/3  vm/migrate  3.0s  on ams-h03");
  }

  private String after(Duration took, Usual usual) {
    ended(took, Outcome.PASSED, Map.of(CASE, usual));
    return said.toString(StandardCharsets.UTF_8);
  }

  private void ended(Duration took, Outcome outcome, Map<CaseId, Usual> usual) {
    said.reset();
    var terminal = Terminal.plain(new PrintStream(said, true, StandardCharsets.UTF_8), new PrintStream(said, true, StandardCharsets.UTF_8));
    var progress = new RunProgress(terminal, SystemTime.real(), 3, 0, usual, _ -> {});
    progress.started(1, CASE, 1, List.of(HostId.of("ams-h03")));
    progress.ended(1, CASE, 1, outcome, took, false);
  }
}
