package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.RunId;
import dev.assay.site.TestingRun;
import dev.assay.site.access.Role;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class LiveRouteTests {

  private TestingSite site;
  private RunId run;

  @BeforeClass
  void serve() {
    site = new TestingSite(SiteSettings.loopback(0), List.of());
    run = new TestingRun(site.runs).store("6.5-90233");
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    site.close();
  }

  @Test
  public void aRunThatHasEndedIsToldOnceAndTheStreamSaysThatItIsOver() throws IOException {
    try (var stream = site.lines("runs/" + run + "/events", "Authorization", "Bearer " + site.token(Role.VIEWER))) {
      var lines = stream.iterator();
      assertThat(until("event: state", lines)).isTrue();
      assertThat(lines.next()).contains("\"word\":\"FAIL\"").contains("\"steps\"").contains("\"failures\":[{");
      assertThat(until("event: end", lines)).isTrue();
      assertThat(lines.next()).as("browsers drop an event without data").startsWith("data: ").hasSizeGreaterThan("data: ".length());
    }
  }

  @Test
  public void anOpenStreamEndsWithItsToken() throws IOException {
    site.execute("insert into results.run (number, suite, build, product, version, build_number, generation, media, lab, lab_file, seed, options, owner, replay, controller, phase, phase_detail, planned) "
        + "select 9001, suite, build, product, version, build_number, generation, media, lab, lab_file, seed, options, owner, replay, controller, 'EXECUTE', '', planned from results.run limit 1");
    var token = site.access.issue("watcher", Role.VIEWER, Optional.empty(), "tests");
    var cookie = site.post("login", "token=" + token).headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    try (var session = site.lines("runs/R-9001/events", "Cookie", cookie); var bearer = site.lines("runs/R-9001/events", "Authorization", "Bearer " + token)) {
      var ofSession = session.iterator();
      var ofBearer = bearer.iterator();
      assertThat(until("event: state", ofSession)).isTrue();
      assertThat(until("event: state", ofBearer)).isTrue();
      site.access.revoke("watcher", "tests");
      assertThat(until("event: out", ofSession)).isTrue();
      assertThat(until("event: out", ofBearer)).isTrue();
    }
    assertThat(site.send(site.to("runs/R-9001/events").headers("Cookie", cookie, "Accept", "text/event-stream")).statusCode()).isEqualTo(401);
  }

  private static boolean until(String wanted, Iterator<String> lines) {
    while (lines.hasNext()) {
      if (lines.next().equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
