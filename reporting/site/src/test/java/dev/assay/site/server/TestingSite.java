package dev.assay.site.server;

import dev.assay.core.time.SystemTime;
import dev.assay.database.Sql;
import dev.assay.database.TestingDatabase;
import dev.assay.database.Transactions;
import dev.assay.site.TestingRun;
import dev.assay.site.access.Access;
import dev.assay.site.access.Role;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A server over a database of its own, and somebody who asks it. */
final class TestingSite implements AutoCloseable {

  final TestingDatabase database = TestingDatabase.create();
  final StoredRuns runs = StoredRuns.over(database);
  final Access access = Access.over(database);
  final SiteServer server;
  private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  TestingSite(SiteSettings settings, List<ApiRoute> controls) {
    server = SiteServer.start(settings, Dashboard.over(database, runs, StoredFindings.over(database), _ -> List.of(), _ -> Map.of(), SystemTime.real(), controls));
  }

  /** Serve runs of these builds, the first one the oldest, to everybody who asks. */
  static TestingSite readByAll(String... builds) {
    var site = new TestingSite(new SiteSettings("127.0.0.1", 0, List.of(), true), List.of());
    site.database.migrate("inventory");
    List.of(builds).forEach(build -> new TestingRun(site.runs).store(build));
    return site;
  }

  String token(Role role) {
    return access.issue(role.label() + "-" + access.tokens().size(), role, Optional.empty(), "tests");
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path));
  }

  HttpRequest.Builder to(String path, String token) {
    return to(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Open a stream that does not end by itself; the lines come as they are sent. */
  Stream<String> lines(String path, String... headers) throws IOException {
    try {
      return client.send(to(path).header("Accept", "text/event-stream").headers(headers).build(), BodyHandlers.ofLines()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String form, String... headers) {
    var request = to(path).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Log in as a browser does; return the cookie. */
  String cookie(Role role) {
    var answer = post("login", "next=%2F&token=" + token(role));
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  void execute(String sql) {
    new Transactions(database).run("preparing", connection -> Sql.update(connection, sql));
  }

  /** Return the first column of a query. */
  List<String> column(String sql) {
    return new Transactions(database).run("looking", connection -> Sql.list(connection, row -> row.getString(1), sql));
  }

  URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    runs.close();
    database.close();
  }
}
