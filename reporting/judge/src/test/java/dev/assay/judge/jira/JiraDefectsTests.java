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
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Against answers as Jira's documentation of its REST API (version 2) shows them, over a real socket; it is no Jira. */
public class JiraDefectsTests {

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

  private JiraDefects jira(String token) {
    return new JiraDefects(address, "project = XSO AND resolution = Unresolved", () -> token);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{}");
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
