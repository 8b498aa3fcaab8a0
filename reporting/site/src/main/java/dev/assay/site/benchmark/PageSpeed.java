package dev.assay.site.benchmark;

import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.site.access.Access;
import dev.assay.site.access.Role;
import dev.assay.site.pages.Decisions;
import dev.assay.site.pages.Forecasts;
import dev.assay.site.server.Dashboard;
import dev.assay.site.server.SiteServer;
import dev.assay.site.server.SiteSettings;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * Asks for every page by clients that never rest, each page as often as the others. A figure's ratio is that over its goal:
 * 95 of 100 answers within 200 ms, and at most 150 KB for a first visit with all that the page fetches.
 */
public final class PageSpeed {

  private static final int CLIENTS = 16;
  private static final int MOST_WARM_UPS = 5;
  private static final double GOAL_MILLIS = 200;
  private static final double GOAL_KB = 150;
  private static final Pattern ASSETS = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SiteServer server;
  private final Time time;
  private final String token;

  private PageSpeed(SiteServer server, Time time, String token) {
    this.server = server;
    this.time = time;
    this.token = token;
  }

  private record Asked(String page, double millis) {}

  /** Serve a database and ask for these pages, so many rounds in which each client asks for each page once. */
  public static List<Figure> measure(Database database, Runs runs, Findings findings, Decisions decisions, Forecasts forecasts, Time time, List<String> pages, int rounds) {
    var token = Access.over(database).issue("benchmark", Role.LAB_ADMIN, Optional.empty(), "benchmark");
    try (var server = SiteServer.start(SiteSettings.loopback(0), Dashboard.over(database, runs, findings, decisions, forecasts, time, List.of()))) {
      var speed = new PageSpeed(server, time, token);
      for (int round = 0; round < Math.min(MOST_WARM_UPS, rounds - 1); round++) {
        speed.round(pages);
      }
      SequencedMap<String, List<Double>> p95 = new LinkedHashMap<>();
      for (int round = 0; round < rounds; round++) {
        var asked = speed.round(pages);
        for (var page : pages) {
          p95.computeIfAbsent(page, _ -> new ArrayList<>()).add(p95(asked.stream().filter(one -> one.page().equals(page)).map(Asked::millis).toList()));
        }
      }
      var figures = new ArrayList<Figure>();
      p95.forEach((page, millis) -> figures.add(overGoal(page, "ms", millis, GOAL_MILLIS)));
      figures.add(overGoal("first visit of /, with styles and scripts", "KB", List.of(speed.firstVisit() / 1_000.0), GOAL_KB));
      return figures;
    }
  }

  private static Figure overGoal(String name, String unit, List<Double> values, double goal) {
    var figure = new Figure(name, unit, values, 0);
    return new Figure(name, unit, values, figure.median() / goal);
  }

  private static double p95(List<Double> millis) {
    var sorted = millis.stream().sorted().toList();
    return sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
  }

  /** Each client begins with another page, so that all are asked for at all times. */
  private List<Asked> round(List<String> pages) {
    var asked = new ConcurrentLinkedQueue<Asked>();
    var clients = new ArrayList<Time.Fork<Integer>>();
    for (int client = 0; client < CLIENTS; client++) {
      int first = client * pages.size() / CLIENTS;
      clients.add(time.fork("client " + client, () -> {
        for (int i = 0; i < pages.size(); i++) {
          var page = pages.get((first + i) % pages.size());
          var began = time.now();
          size(page);
          asked.add(new Asked(page, time.since(began).toNanos() / 1e6));
        }
        return pages.size();
      }));
    }
    clients.forEach(Time.Fork::join);
    return List.copyOf(asked);
  }

  private int firstVisit() {
    var page = get("/", "identity");
    int bytes = size("/");
    for (var asset : ASSETS.matcher(new String(page.body(), StandardCharsets.UTF_8)).results().map(found -> found.group(1)).distinct().toList()) {
      bytes += size(asset);
    }
    return bytes;
  }

  private int size(String path) {
    return get(path, "gzip").body().length;
  }

  private HttpResponse<byte[]> get(String path, String encoding) {
    try {
      var request = HttpRequest.newBuilder(server.address().resolve(path)).header("Authorization", "Bearer " + token).header("Accept-Encoding", encoding).build();
      var answer = client.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("asking for " + path + ": the server answered " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("asking for " + path + ": interrupted", e);
    }
  }
}
