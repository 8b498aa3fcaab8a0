package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.site.TestingRun;
import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

public class SecurityTests {

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_form\" value=\"([^\"]+)\"");

  private final List<String> stopped = new ArrayList<>();
  private TestingSite site;
  private RunId run;

  @BeforeClass
  void serve() {
    site = new TestingSite(SiteSettings.loopback(0), List.of(
        ApiRoute.post("/api/v1/runs/{run}/cancel", Role.USER, "Cancel a run", call -> {
          if (call.path("run").equals("R-404")) {
            throw new AssayException.Nothing("cancelling R-404: no such run");
          }
          stopped.add(call.path("run") + " " + call.text("why").orElse(""));
          return ApiReply.ok(Map.of("run", call.path("run")));
        })));
    site.database.migrate("inventory");
    run = new TestingRun(site.runs).store("6.5-90233");
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    site.close();
  }

  @Test
  public void nobodyReadsWithoutLoggingIn() {
    assertThat(site.send(site.to("runs").header("Accept", "text/html"))).returns(303, HttpResponse::statusCode)
        .satisfies(answer -> assertThat(answer.headers().firstValue("Location")).hasValue("/login?next=%2Fruns"));
    assertThat(site.send(site.to("runs.json")).statusCode()).isEqualTo(401);
    assertThat(site.send(site.to("api/v1/runs")).headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(site.send(site.to("api/v1/runs", "assay_guessed")).statusCode()).isEqualTo(401);
  }

  @Test
  public void aRevokedTokenEndsItsSessionsToo() {
    var token = site.access.issue("leaver", Role.VIEWER, Optional.empty(), "tests");
    var cookie = site.post("login", "token=" + token).headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    assertThat(site.send(site.to("runs").header("Cookie", cookie)).statusCode()).isEqualTo(200);
    site.access.revoke("leaver", "tests");
    assertThat(site.send(site.to("runs.json").header("Cookie", cookie)).statusCode()).isEqualTo(401);
    assertThat(site.send(site.to("api/v1/runs", token)).statusCode()).isEqualTo(401);
  }

  @Test
  public void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
    var answer = site.post("login", "token=" + site.token(Role.VIEWER));
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
  }

  @Test
  public void theLinkOfTheOneWhoStartedItWorksOnce() {
    var path = site.server.loginLink(new Principal("root", Role.LAB_ADMIN, Optional.empty())).toString().substring(site.address().toString().length());
    assertThat(site.send(site.to(path)).statusCode()).isEqualTo(303);
    assertThat(site.send(site.to(path)).statusCode()).isEqualTo(401);
  }

  @Test
  public void loginLeadsNowhereElse() {
    for (var next : List.of("//evil.example/", "https://evil.example/", "/\\evil.example", "/%0d%0aSet-Cookie:x")) {
      var answer = site.post("login", "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8) + "&token=" + site.token(Role.VIEWER));
      var target = site.address().resolve(answer.headers().firstValue("Location").orElseThrow());
      assertThat(target.getAuthority()).isEqualTo(site.address().getAuthority());
    }
  }

  @Test
  public void aFormOfAnotherSiteChangesNothing() {
    var cookie = site.cookie(Role.USER);
    assertThat(site.post("api/v1/runs/R-1/cancel", "why=forged", "Cookie", cookie).statusCode()).isEqualTo(403);
    assertThat(site.post("api/v1/runs/R-1/cancel", "why=forged&_form=guessed", "Cookie", cookie).statusCode()).isEqualTo(403);
    var form = formToken(cookie);
    assertThat(site.post("api/v1/runs/R-1/cancel", "why=forged&_form=" + form, "Cookie", cookie, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
    assertThat(site.post("api/v1/runs/R-1/cancel", "why=forged&_form=" + form, "Cookie", site.cookie(Role.USER)).statusCode()).as("a token of another session").isEqualTo(403);
    assertThat(stopped).noneMatch(line -> line.contains("forged"));
  }

  @Test
  public void ourOwnFormChangesAndLeadsBack() {
    var cookie = site.cookie(Role.USER);
    var answer = site.post("api/v1/runs/R-7/cancel", "why=mine&back=%2Fruns&_form=" + formToken(cookie), "Cookie", cookie);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/runs?done=Done");
    assertThat(stopped).contains("R-7 mine");
    var told = answer.headers().firstValue("Location").orElseThrow();
    assertThat(site.send(site.to(told.substring(1)).header("Cookie", cookie)).body()).contains("role=\"status\">Done: ");
  }

  @Test
  public void anAddressMadeElsewherePutsNoWordsIntoOurMouth() {
    var cookie = site.cookie(Role.USER);
    for (var address : List.of("runs?done=Log+in+at+evil.example", "runs?done=Log+in+at+evil.example&signed=guessed")) {
      assertThat(site.send(site.to(address).header("Cookie", cookie)).body()).contains("<h1>Runs").doesNotContain("role=\"status\"").doesNotContain("Log in at evil.example");
    }
  }

  private String formToken(String cookie) {
    var found = FORM_TOKEN.matcher(site.send(site.to("runs").header("Cookie", cookie)).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  public void rolesHold() {
    var cancel = site.to("api/v1/runs/R-2/cancel", site.token(Role.VIEWER)).POST(BodyPublishers.ofString("{}"));
    assertThat(site.send(cancel).statusCode()).isEqualTo(403);
    assertThat(site.send(site.to("api/v1/runs/R-2/cancel", site.token(Role.USER)).POST(BodyPublishers.ofString("{\"why\":\"done with it\"}"))).statusCode()).isEqualTo(200);
    assertThat(stopped).contains("R-2 done with it");
  }

  @Test
  public void everyPageTellsBrowsersToRunNothingOfOthers() {
    var answer = site.send(site.to("", site.token(Role.VIEWER)));
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'").contains("script-src 'self'").contains("frame-ancestors 'none'").doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  public void markupInNamesAndMessagesIsText() {
    var token = site.token(Role.VIEWER);
    for (var path : List.of("runs/" + run, "runs/" + run + "?verdict=FAIL", "runs/" + run + "/live", "runs/" + run + "?search=%3Cscript%3E")) {
      var page = site.send(site.to(path, token)).body();
      assertThat(page).as(path).contains("&lt;script&gt;alert(").doesNotContain("<script>alert").doesNotContain("<b>");
    }
    assertThat(site.send(site.to("runs/%3Cscript%3Ealert(1)%3C%2Fscript%3E", token).header("Accept", "text/html")).body()).doesNotContain("<script>alert");
  }

  @Test
  public void markupInHostLabelsReasonsAndTriageIsText() {
    site.execute("insert into inventory.lab (name) values ('marked')");
    site.execute("insert into inventory.host (lab, name, position, site, class, state, reason) values ('marked', 'ams-h01', 1, 'ams', '<script>alert(1)</script>', 'QUARANTINED', '<b>PSU</b> failed')");
    var token = site.token(Role.USER);
    assertThat(site.send(site.to("api/v1/tests/mute", token).POST(BodyPublishers.ofString("{\"case\":\"a/b\",\"owner\":\"<b>kim</b>\",\"reason\":\"<script>alert(2)</script>\",\"days\":3}"))).statusCode()).isEqualTo(200);
    for (var path : List.of("lab", "triage")) {
      assertThat(site.send(site.to(path, token)).body()).as(path).contains("&lt;script&gt;alert(").doesNotContain("<script>alert").doesNotContain("<b>");
    }
  }

  @Test
  public void theAuditIsForLabAdminsAlone() {
    assertThat(site.send(site.to("audit", site.token(Role.USER))).statusCode()).isEqualTo(403);
    assertThat(site.send(site.to("audit", site.token(Role.LAB_ADMIN))).statusCode()).isEqualTo(200);
    assertThat(site.send(site.to("", site.token(Role.USER))).body()).doesNotContain("href=\"/audit\"");
  }

  @Test
  public void noPageShowsATokenOrASession() {
    var token = site.token(Role.LAB_ADMIN);
    var cookie = site.post("login", "next=%2F&token=" + token).headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    for (var path : List.of("", "runs", "runs/" + run, "tests", "kpis", "compare", "scale", "triage", "lab", "audit", "audit.json")) {
      var page = site.send(site.to(path).header("Cookie", cookie));
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).as(path).doesNotContain(token).doesNotContain(cookie.substring(cookie.indexOf('=') + 1)).doesNotContain("password");
    }
  }

  @Test
  public void theUsualAddressIsThisMachineAlone() {
    assertThat(SiteSettings.loopback(0).isLoopback()).isTrue();
    assertThat(site.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  public void guessingTokensIsSlowedDown() {
    try (var other = new TestingSite(SiteSettings.loopback(0), List.of())) {
      for (int i = 0; i < 5; i++) {
        assertThat(other.post("login", "token=guess" + i).statusCode()).isEqualTo(401);
      }
      var answer = other.post("login", "token=" + other.token(Role.VIEWER));
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @Test
  public void guessingTokensOfTheMachineInterfaceIsSlowedDown() {
    try (var other = new TestingSite(SiteSettings.loopback(0), List.of())) {
      var used = other.token(Role.VIEWER);
      assertThat(other.send(other.to("api/v1/runs", used)).statusCode()).isEqualTo(200);
      for (int i = 0; i < 5; i++) {
        assertThat(other.send(other.to("api/v1/runs", "assay_guess" + i)).statusCode()).isEqualTo(401);
      }
      var answer = other.send(other.to("api/v1/runs", "assay_guess6"));
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(other.send(other.to("api/v1/runs", other.token(Role.VIEWER))).statusCode()).as("a token first shown now is as good as a guess").isEqualTo(429);
      assertThat(other.send(other.to("api/v1/runs", used)).statusCode()).as("one that was good before from here").isEqualTo(200);
      assertThat(other.column("select outcome from server.audit where what = 'token'")).hasSize(5).containsOnly("refused");
    }
  }

  @Test
  public void aNameThatIsNotOursIsTurnedAway() throws IOException {
    try (var socket = new Socket("127.0.0.1", site.server.port())) {
      socket.getOutputStream().write("GET /runs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  public void everyChangeIsInTheAuditDoneOrRefused() {
    var token = site.token(Role.USER);
    assertThat(site.send(site.to("api/v1/runs/R-404/cancel", token).POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(404);
    assertThat(site.send(site.to("api/v1/runs/R-405/cancel", token).POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(200);
    assertThat(site.column("select what || ' ' || subject || ' ' || left(outcome, 7) from server.audit where subject like 'runs/R-40%' order by id"))
        .containsExactly("Cancel a run runs/R-404/cancel refused", "Cancel a run runs/R-405/cancel done");
  }

  @Test
  public void errorsAreProblemDocuments() {
    var answer = site.send(site.to("api/v1/runs/R-999", site.token(Role.VIEWER)));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("\"title\"").contains("\"detail\"").contains("R-999");
    assertThat(site.send(site.to("api/v1/nothing", site.token(Role.VIEWER))).statusCode()).isEqualTo(404);
    assertThat(site.send(site.to("runs?before=soon", site.token(Role.VIEWER))).statusCode()).isEqualTo(400);
  }

  @Test
  public void whatHasNotChangedIsNotSentAgain() {
    var token = site.token(Role.VIEWER);
    var mark = site.send(site.to("runs.json", token)).headers().firstValue("ETag").orElseThrow();
    assertThat(site.send(site.to("runs.json", token).header("If-None-Match", mark))).returns(304, HttpResponse::statusCode).returns("", HttpResponse::body);
  }

  @Test
  public void secretsAreKeptAsHashesOnly() {
    var token = site.token(Role.VIEWER);
    assertThat(site.column("select t::text from server.token t")).noneMatch(row -> row.contains(token));
  }
}
