package dev.assay.suites.bvt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import dev.assay.core.run.Evidence;
import dev.assay.inventory.LabFile;
import dev.assay.testkit.Host;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.testng.annotations.Test;

/** What is fetched of a host that lies dead when a case fails. */
public class DeadHostEvidenceTests {

  static class DyingTests {
    private final Host host;

    DyingTests(Host host) {
      this.host = host;
    }

    @Test
    void theHostDiesOfIt() {
      host.cutPower();
      throw new AssertionError("the host died");
    }
  }

  @Test
  public void aDeadHostIsStartedAgainForItsLogsAndTheReportSaysSo() {
    var trial = SuiteTrial.run(LabFile.read(BvtRun.EXAMPLE), Suite.of("dying", "a host that dies", DyingTests.class), Selection.ALL, 1, List.of(HostId.of("ams-h01")));
    var attempt = trial.journal().ended(Verdict.FAIL).getFirst();
    assertThat(attempt.evidence()).extracting(Evidence::name).contains("ams-h01-console.log", "ams-h01-revived.txt", "ams-h01-xensource.log", "ams-h01-messages.log");
    assertThat(text(attempt.evidence(), "ams-h01-revived.txt")).contains("its power was cut, and it answered again");
    assertThat(trial.journal().events()).anyMatch(event -> event.kind().equals("evidence.rebooted") && event.subject().equals("ams-h01"));
  }

  private static String text(List<Evidence> all, String name) {
    return all.stream().filter(evidence -> evidence.name().equals(name)).findFirst().map(evidence -> new String(evidence.content(), StandardCharsets.UTF_8)).orElse("");
  }
}
