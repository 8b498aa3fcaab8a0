package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.site.TestingRun;
import dev.assay.site.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class TriageControlsTests {

  private static final String CASE = "bvt/storage/behaviour-5";

  private TestingSite site;
  private String token;

  @BeforeClass
  void serve() {
    site = new TestingSite(SiteSettings.loopback(0), List.of());
    new TestingRun(site.runs).store("6.5-90233");
    token = site.token(Role.USER);
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    site.close();
  }

  private HttpResponse<String> post(String path, String body) {
    return site.send(site.to("api/v1/" + path, token).POST(BodyPublishers.ofString(body)));
  }

  private JsonNode page(String path) {
    return JsonMapper.builder().build().readTree(site.send(site.to(path, token)).body());
  }

  @Test
  public void aFailureIsLinkedToANewIssueAndThePageSaysSo() {
    assertThat(post("failures/F-1/link", "{\"title\":\"Disk <b>lost</b> on revert\",\"severity\":\"critical\",\"owner\":\"kim\"}").statusCode()).isEqualTo(200);
    var detail = page("triage.json?signature=F-1").get("detail");
    assertThat(detail.get("links").get(0).get("issue").asString()).isEqualTo("I-1");
    assertThat(detail.get("links").get(0).get("how").asString()).isEqualTo("human");
    assertThat(page("triage.json?state=linked").get("rows").valueStream().map(row -> row.get("issue").asString())).containsExactly("I-1");
    assertThat(site.send(site.to("triage", token)).body()).contains("Disk &lt;b&gt;lost&lt;/b&gt; on revert", ">F-1</a>");
  }

  @Test(dependsOnMethods = "aFailureIsLinkedToANewIssueAndThePageSaysSo")
  public void rulesComeAndGo() {
    assertThat(post("rules", "{\"issue\":\"I-1\",\"pattern\":\"SR_BACKEND_FAILURE_47\"}").statusCode()).isEqualTo(200);
    var rule = page("triage.json").get("rules").get(0);
    assertThat(rule.get("pattern").asString()).isEqualTo("SR_BACKEND_FAILURE_47");
    assertThat(post("rules/" + rule.get("number").asInt() + "/end", "{}").statusCode()).isEqualTo(200);
    assertThat(page("triage.json").get("rules")).isEmpty();
    assertThat(post("rules", "{\"issue\":\"I-1\",\"pattern\":\".*\"}").body()).contains("matches an empty line");
  }

  @Test(dependsOnMethods = "rulesComeAndGo")
  public void anIssueIsEditedAndClosed() {
    assertThat(post("issues/I-1", "{\"impact\":\"data after the snapshot stays\"}").statusCode()).isEqualTo(200);
    assertThat(page("triage.json").get("issues").get(0).get("issue").get("impact").asString()).isEqualTo("data after the snapshot stays");
    assertThat(post("issues/I-1", "{\"state\":\"closed\"}").statusCode()).isEqualTo(200);
    assertThat(page("triage.json").get("issues")).isEmpty();
  }

  @Test
  public void aTestIsMutedUntilADayAndItsHistorySaysSo() {
    assertThat(post("tests/mute", "{\"case\":\"" + CASE + "\",\"owner\":\"kim\",\"reason\":\"array is slow\",\"ticket\":\"LAB-7\",\"days\":14}").statusCode()).isEqualTo(200);
    assertThat(page("triage.json").get("mutes").get(0).get("expired").asBoolean()).isFalse();
    assertThat(site.send(site.to("tests/history?case=" + CASE, token)).body()).contains("Muted until", "by kim: array is slow LAB-7");
    assertThat(post("tests/unmute", "{\"case\":\"" + CASE + "\"}").statusCode()).isEqualTo(200);
    assertThat(page("triage.json").get("mutes")).isEmpty();
  }

  @Test
  public void whatIsNotThereOrNotAllowedIsRefused() {
    assertThat(post("failures/F-999/link", "{\"issue\":\"I-1\"}").statusCode()).isEqualTo(404);
    assertThat(post("failures/F-1/link", "{}").statusCode()).isEqualTo(400);
    assertThat(post("tests/mute", "{\"case\":\"a\",\"owner\":\"kim\",\"reason\":\"x\",\"days\":9999}").statusCode()).isEqualTo(400);
    assertThat(post("rules/7777/end", "{}").statusCode()).isEqualTo(404);
    token = site.token(Role.VIEWER);
    assertThat(post("failures/F-1/split", "{}").statusCode()).isEqualTo(403);
    assertThat(site.send(site.to("triage?signature=F-1", token)).body()).doesNotContain("/api/v1/failures/F-1/link");
    token = site.token(Role.USER);
  }
}
