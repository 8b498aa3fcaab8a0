package dev.assay.judge.jira;

import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.judge.triage.DefectSource;
import dev.assay.judge.triage.Issue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads issues by version 2 of Jira's REST API, as Jira Data Center and Cloud have it: one by its key, the open ones by a
 * query in Jira's language, page by page.
 */
public final class JiraDefects implements DefectSource {

  private static final String FIELDS = "summary,status,priority,assignee,labels";
  private static final int PAGE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI base;
  private final String query;
  private final Supplier<String> token;
  private final Duration patience;
  private final HttpClient client;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * Read from a Jira.
   *
   * @param base its address, such as {@code https://jira.example.org}
   * @param query which issues matter, such as {@code project = XSO AND resolution = Unresolved}
   * @param token gives the bearer token; blank for none
   */
  public JiraDefects(URI base, String query, Supplier<String> token) {
    this(base, query, token, PATIENCE);
  }

  JiraDefects(URI base, String query, Supplier<String> token, Duration patience) {
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NORMAL).build();
    this.base = base;
    this.query = query;
    this.token = token;
  }

  @Override
  public String name() {
    return "jira";
  }

  @Override
  public Optional<Issue> find(String key) {
    var doing = "reading issue " + key;
    return get(doing, "/rest/api/2/issue/" + encoded(key) + "?fields=" + FIELDS, true).map(answer -> issue(doing, answer));
  }

  @Override
  public List<Issue> open() {
    var doing = "searching \"" + query + "\"";
    var found = new ArrayList<Issue>();
    while (true) {
      var path = "/rest/api/2/search?jql=" + encoded(query) + "&fields=" + FIELDS + "&maxResults=" + PAGE + "&startAt=" + found.size();
      var page = get(doing, path, false).orElseThrow();
      var issues = page.path("issues");
      if (!issues.isArray()) {
        throw unavailable(doing, "what it answers holds no list of issues; is that the address of a Jira?", null);
      }
      issues.forEach(issue -> found.add(issue(doing, issue)));
      if (issues.isEmpty() || found.size() >= page.path("total").asInt()) {
        return found;
      }
    }
  }

  /** Anything else that speaks JSON must not pass for a Jira without open defects, nor for an issue without a name. */
  private Issue issue(String doing, JsonNode node) {
    var fields = node.path("fields");
    var key = node.path("key").asString("");
    var summary = fields.path("summary").asString("");
    if (key.isBlank() || summary.isBlank()) {
      throw unavailable(doing, "what it answers is an issue without key or summary; is that the address of a Jira, and may its token read them?", null);
    }
    var done = fields.path("status").path("statusCategory").path("key").asString().equals("done");
    var impact = new ArrayList<String>();
    fields.path("labels").forEach(label -> {
      if (label.asString().startsWith("impact-")) {
        impact.add(label.asString().substring("impact-".length()).replace('-', ' '));
      }
    });
    return new Issue(
        key, name(), summary, !done, severity(fields.path("priority").path("name").asString()), String.join(", ", impact),
        fields.path("assignee").path("displayName").asString(""), base.resolve("/browse/" + key).toString());
  }

  /** Map the names of Jira's two usual sets of priorities; an unknown one is taken for bad rather than for harmless. */
  private static Severity severity(String priority) {
    return switch (priority.toLowerCase(Locale.ROOT)) {
      case "blocker", "highest" -> Severity.BLOCKER;
      case "major", "medium" -> Severity.MAJOR;
      case "minor", "trivial", "low", "lowest" -> Severity.MINOR;
      default -> Severity.CRITICAL;
    };
  }

  private Optional<JsonNode> get(String doing, String path, boolean mayLack) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience).header("Accept", "application/json");
    if (!token.get().isBlank()) {
      request.header("Authorization", "Bearer " + token.get());
    }
    try {
      var response = client.send(request.GET().build(), BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> Optional.of(json.readTree(response.body()));
        case 404 -> {
          if (!mayLack) {
            throw unavailable(doing, "it has no such page; is that the address of a Jira?", null);
          }
          yield Optional.empty();
        }
        case 401, 403 -> throw unavailable(doing, "it refused the token (HTTP " + response.statusCode() + "); set ASSAY_JIRA_TOKEN", null);
        case 400 -> throw new AssayException.Usage(doing + " at " + base + ": it does not understand the query: " + response.body());
        case 429, 503 -> throw unavailable(doing, "it asks to wait" + response.headers().firstValue("Retry-After").map(seconds -> " " + seconds + " s").orElse("")
            + " (HTTP " + response.statusCode() + "); ask again then: assay triage sync", null);
        default -> throw unavailable(doing, "HTTP " + response.statusCode(), null);
      };
    } catch (HttpTimeoutException e) {
      throw unavailable(doing, "no answer within " + patience.toSeconds() + " s; what was heard last still counts", e);
    } catch (JacksonException e) {
      throw unavailable(doing, "what it answers is no JSON; is that the address of a Jira?", e);
    } catch (ConnectException e) {
      throw unavailable(doing, "nothing answers there; is ASSAY_JIRA_URL right, and its server up?", e);
    } catch (IOException e) {
      throw unavailable(doing, e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(doing + " at " + base + ": interrupted");
    }
  }

  private AssayException unavailable(String doing, String seen, @org.jspecify.annotations.Nullable Exception cause) {
    return new AssayException.Unavailable(doing + " at " + base + ": " + seen, cause);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
