package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/** Badges as other people's pages fetch them: without login, from a server that lets everybody read. */
public class BadgeTests {

  private TestingSite site;

  @BeforeClass
  void serve() {
    site = TestingSite.readByAll("6.5-90233");
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    site.close();
  }

  @Test
  public void aBadgeSaysHowTheSuitesNewestRunEnded() {
    var answer = fetch("badges/bvt.svg");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
    assertThat(answer.body()).contains("aria-label=\"bvt: FAIL " + passed() + "/" + asked() + "\"").contains(">bvt</text>");
  }

  @Test
  public void itsJsonHasTheFormThatShieldsReads() {
    var badge = JsonMapper.builder().build().readTree(fetch("badges/bvt.json?build=6.5-90233").body());
    assertThat(badge.get("schemaVersion").asInt()).isEqualTo(1);
    assertThat(badge.get("label").asString()).isEqualTo("bvt");
    assertThat(badge.get("message").asString()).isEqualTo("FAIL " + passed() + "/" + asked());
    assertThat(badge.get("color").asString()).matches("[0-9a-f]{6}");
  }

  @Test
  public void aSuiteThatNeverRanHasNoDataAndMarkupIsNoSuite() {
    assertThat(fetch("badges/nightly.svg").body()).contains("NO DATA");
    assertThat(site.send(site.to("badges/%3Cscript%3E.svg")).statusCode()).isEqualTo(404);
  }

  private String passed() {
    return site.column("select count(*) from results.attempt a where a.verdict = 'PASS' and a.number = "
        + "(select max(number) from results.attempt b where b.run = a.run and b.ordinal = a.ordinal)").getFirst();
  }

  private String asked() {
    return site.column("select (select count(*) from results.planned_case) - (select count(*) from results.attempt where verdict = 'SKIPPED')").getFirst();
  }

  private HttpResponse<String> fetch(String path) {
    var answer = site.send(site.to(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer;
  }
}
