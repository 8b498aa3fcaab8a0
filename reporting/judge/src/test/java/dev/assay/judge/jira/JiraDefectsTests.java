package dev.assay.judge.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.judge.triage.Issue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Against answers as Jira's documentation of its REST API (version 2) shows them, over a real socket; it is no Jira. */
public class JiraDefectsTests {

  private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private URI address;

  @BeforeClass
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterClass
  void close() {
    server.stop(0);
  }

  @Test
  public void issueIsReadByItsKey() {
    assertThat(jira("token").find("XSO-7")).contains(new Issue(
        "XSO-7", "jira", "VM lost on revert", true, Severity.BLOCKER, "data loss", "Kim Lee", address + "/browse/XSO-7"));
  }

  @Test
  public void unknownIssueIsNone() {
    assertThat(jira("token").find("XSO-404")).isEmpty();
  }

  @Test
  public void openIssuesAreReadPageByPage() {
    assertThat(jira("token").open()).extracting(Issue::key).containsExactly("XSO-7", "XSO-8");
  }

  @Test
  public void wrongTokenAndWrongAddressSaySo() {
    assertThatThrownBy(() -> jira("wrong").open()).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("ASSAY_JIRA_TOKEN");
    assertThatThrownBy(() -> new JiraDefects(URI.create("http://127.0.0.1:9"), "x", () -> "").open()).isInstanceOf(AssayException.Unavailable.class);
  }

  @DataProvider
  Object[][] troubles() {
    return new Object[][] {
      {"TOO-1", "asks to wait 30 s (HTTP 429)"}, {"BUSY-1", "asks to wait (HTTP 503)"}, {"BAD-1", "HTTP 500"}, {"PAGE-1", "no JSON"}, {"SLOW-1", "no answer within 1 s"},
      {"DENIED-1", "ASSAY_JIRA_TOKEN"}, {"EMPTY-1", "without key or summary"}, {"LIST-1", "without key or summary"},
    };
  }

  @Test(dataProvider = "troubles")
  public void whateverJiraCannotDoIsSaidAndIsNoAnswer(String key, String said) {
    var impatient = new JiraDefects(address, "x", () -> "token", Duration.ofSeconds(1));

    assertThatThrownBy(() -> impatient.find(key)).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining(said).hasMessageContaining("reading issue " + key);
  }

  @Test
  public void aQueryThatJiraRefusesIsTheCallersToMend() {
    assertThatThrownBy(() -> new JiraDefects(address, "nonsense", () -> "token").open()).isInstanceOf(AssayException.Usage.class).hasMessageContaining("does not understand the query");
  }

  @Test
  public void whatIsNoJiraIsNotOneWithoutOpenDefects() {
    assertThatThrownBy(() -> new JiraDefects(address, "elsewhere", () -> "token").open()).isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("no list of issues");
  }

  private JiraDefects jira(String token) {
    return new JiraDefects(address, "project = XSO AND resolution = Unresolved", () -> token);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{}");
    } else if (query.contains("jql=nonsense")) {
      send(exchange, 400, "{\"errorMessages\":[\"Error in the JQL Query\"]}");
    } else if (query.contains("jql=elsewhere") || path.endsWith("EMPTY-1")) {
      send(exchange, 200, "{}");
    } else if (path.endsWith("LIST-1")) {
      send(exchange, 200, "[1, 2]");
    } else if (path.endsWith("TOO-1")) {
      exchange.getResponseHeaders().add("Retry-After", "30");
      send(exchange, 429, "");
    } else if (path.endsWith("BUSY-1")) {
      send(exchange, 503, "<html>maintenance</html>");
    } else if (path.endsWith("BAD-1")) {
      send(exchange, 500, "{}");
    } else if (path.endsWith("DENIED-1")) {
      send(exchange, 403, "{}");
    } else if (path.endsWith("PAGE-1")) {
      send(exchange, 200, "<html>log in</html>");
    } else if (path.endsWith("SLOW-1")) {
      waiting.add(exchange);
    } else if (path.equals("/rest/api/2/issue/XSO-7")) {
      send(exchange, 200, issue("XSO-7", "Highest"));
    } else if (path.equals("/rest/api/2/search") && query.contains("jql=project = XSO AND resolution = Unresolved")) {
      var second = query.contains("startAt=1");
      send(exchange, 200, "{\"expand\":\"schema,names\",\"startAt\":" + (second ? 1 : 0) + ",\"maxResults\":1,\"total\":2,\"issues\":["
          + (second ? issue("XSO-8", "Low") : issue("XSO-7", "Highest")) + "]}");
    } else {
      send(exchange, 404, "{\"errorMessages\":[\"Issue Does Not Exist\"],\"errors\":{}}");
    }
  }

  private String issue(String key, String priority) {
    return """
        {"expand":"renderedFields","id":"10002","self":"%s/rest/api/2/issue/10002","key":"%s","fields":{"summary":"VM lost on revert",
         "status":{"name":"In Progress","statusCategory":{"id":4,"key":"indeterminate","name":"In Progress"}},"priority":{"name":"%s","id":"1"},
         "assignee":{"name":"kim","displayName":"Kim Lee","active":true},"labels":["storage","impact-data-loss"]}}""".formatted(address, key, priority);
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
