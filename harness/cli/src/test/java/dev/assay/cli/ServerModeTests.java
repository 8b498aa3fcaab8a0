package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.database.Database;
import dev.assay.database.DatabaseSettings;
import dev.assay.site.access.Access;
import dev.assay.site.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server: it drives what is submitted to it, survives its own death, and lets in whom it should. */
public class ServerModeTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Path data;
  private Optional<AssayProcess> server = Optional.empty();
  private String address = "";
  private String user = "";
  private String viewer = "";
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private @Nullable HttpServer receiver;

  @BeforeClass
  void serve() throws Exception {
    data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "server-mode").toAbsolutePath();
    user = AssayProcess.run(data, "serve", "token", "add", "kim", "--role", "user").answer().strip();
    viewer = AssayProcess.run(data, "serve", "token", "add", "vera").answer().strip();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", exchange -> {
      heard.add(exchange.getRequestURI().getPath() + " " + exchange.getRequestHeaders().getFirst("X-Assay-Signature") + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    receiver.start();
    startServer();
  }

  private String hook(String path) {
    return "http://127.0.0.1:" + Objects.requireNonNull(receiver).getAddress().getPort() + path;
  }

  private void startServer() {
    var started = AssayProcess.start(data, Map.of("ASSAY_WEBHOOK_SECRET", "between-us", "ASSAY_WEBHOOK", hook("/ended")), "serve", "--port", "0");
    server = Optional.of(started);
    Await.on(SystemTime.real()).until("the server says how to log in", () -> started.answer().contains("to log in")).every(Duration.ofMillis(100)).within(Duration.ofMinutes(1));
    address = started.answer().lines().findFirst().orElseThrow().replace("serving ", "");
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    server.ifPresent(AssayProcess::killMinusNine);
    Optional.ofNullable(receiver).ifPresent(one -> one.stop(0));
    Database.stopEmbedded(data.resolve("postgres"));
  }

  private AssayProcess command(String... arguments) {
    var process = AssayProcess.start(data, Map.of("ASSAY_SERVER", address, "ASSAY_TOKEN", user), arguments);
    process.exitCode();
    return process;
  }

  private HttpResponse<String> call(String method, String path, String token, String body) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address + "api/v1/" + path)).header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test(priority = 0)
  public void theCommandLineRunsOnTheServerAndEndsAsTheRunDoes() {
    var run = command("run", "bvt", "--only", "power-state-refusal", "-o", "json");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(JSON.readTree(run.answer()).get(0).get("verdict").asString()).isEqualTo("PASS");
    assertThat(command("run", "no-such-suite").exitCode()).isEqualTo(2);
    assertThat(command("cancel", "R-1").exitCode()).as("it has ended").isEqualTo(4);
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void resultsAreFetchedFromTheServerAsFiles() throws IOException {
    var samples = command("export", "R-1", "--as", "csv");
    assertThat(samples.exitCode()).as(samples.errors()).isZero();
    assertThat(samples.answer().lines().findFirst().orElseThrow()).startsWith("case,attempt");
    var folder = Files.createDirectories(data.resolve("fetched"));
    var reports = command("report", "r-1", "--format", "junit,pdf,parquet,html,allure-results,evidence", "--to", folder.toString());
    assertThat(reports.exitCode()).as(reports.errors()).isZero();
    assertThat(Files.readString(folder.resolve("junit.xml"))).contains("<testsuite");
    assertThat(Files.readAllBytes(folder.resolve("report.pdf"))).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.readAllBytes(folder.resolve("samples.parquet"))).startsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
    assertThat(folder.resolve("allure-results")).isDirectoryContaining("glob:**-result.json");
    assertThat(folder.resolve("evidence")).isDirectory();
    assertThat(Files.readString(folder.resolve("report.html"))).as("with the gate's decision").containsAnyOf("PENDING", "NO-GO", "GO");
    assertThat(folder).isDirectoryNotContaining("glob:**.zip");
    assertThat(command("report", "R-99", "--format", "junit", "--to", folder.toString()).exitCode()).isEqualTo(4);
    assertThat(command("export").errors()).contains("name it");
    var stranger = AssayProcess.start(data, Map.of("ASSAY_SERVER", address, "ASSAY_TOKEN", "assay_wrong"), "export", "R-1");
    assertThat(stranger.exitCode()).isEqualTo(2);
    assertThat(stranger.errors()).contains("ASSAY_TOKEN");
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void theServerSendsWhatIsToBeSent() throws Exception {
    Files.writeString(data.resolve("mail.yaml"), "server: 127.0.0.1\nfrom: assay@example.org\n");
    var mail = command("report", "R-1", "--mail", "kim@example.org", "--policy", "creedence-alpha", "--dry-run", "-o", "csv");
    assertThat(mail.exitCode()).as(mail.errors()).isZero();
    assertThat(mail.answer()).contains(",kim@example.org");
    assertThat(mail.errors()).contains("Subject: ").contains("gate alpha").contains("nothing was written or sent");
    assertThat(heardAt("/ended")).as("told when the run ended").startsWith("/ended sha256=").contains("\"R-1\"");
    var asked = JSON.writeValueAsString(Map.of("words", List.of("report", "R-1", "--webhook=" + hook("/hook"), "-o", "csv")));
    assertThat(call("POST", "commands/report", user, asked).body()).as("makes the server speak to any address").contains("takes the role lab-admin, and kim has");
    assertThat(call("POST", "commands/report", token("ada", Role.LAB_ADMIN), asked).body()).contains("\"exit\":0");
    assertThat(heardAt("/hook")).startsWith("/hook sha256=").contains("\"R-1\"");
  }

  /** Other runs may end at any time. */
  private String heardAt(String path) throws InterruptedException {
    var next = heard.poll(30, TimeUnit.SECONDS);
    while (next != null && !next.startsWith(path)) {
      next = heard.poll(30, TimeUnit.SECONDS);
    }
    return String.valueOf(next);
  }

  private String token(String name, Role role) {
    try (var database = Database.open(new DatabaseSettings.Embedded(data.resolve("postgres")))) {
      return Access.over(database).issue(name, role, Optional.empty(), "test");
    }
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void filesOfOtherToolsAreUploadedAndCheckedAsEver() throws Exception {
    var readings = Files.writeString(data.resolve("fio.json"), "[{\"kpi\":\"fio.read\",\"unit\":\"MB/s\",\"better\":\"higher\",\"value\":500.5}]");
    var imported = command("import", readings.toString(), "--suite", "fio", "--build", "8.4.0-2231", "-o", "json");
    assertThat(imported.exitCode()).as(imported.errors()).isZero();
    assertThat(JSON.readTree(imported.answer()).get(0).get("readings").asInt()).isEqualTo(1);
    var run = JSON.readTree(imported.answer()).get(0).get("run").asString();
    assertThat(call("GET", "runs/" + run, viewer, "").body()).as("in the asker's name").contains("kim").contains("fio");
    var address = "imports?name=x.xml&suite=s&build=8.4.0-2231";
    assertThat(call("POST", address, user, "<testsuite><broken").body()).contains("importing x.xml").contains("well-formed");
    assertThat(call("POST", address, viewer, "<testsuite/>").statusCode()).isEqualTo(403);
    assertThat(call("POST", "imports?name=x.xml&suite=s", user, "<testsuite/>").body()).contains("parameter 'build' is missing");
    assertThat(call("POST", address, user, " ".repeat((64 << 20) + 1)).body()).contains("larger than 64 MiB");
    assertThat(call("POST", "triage/imports?name=issues.csv", user, "key,title,severity\nLAB-7,A leak,MAJOR\n").body()).contains("\"issues\":1");
    assertThat(call("POST", "triage/imports?name=issues.csv", user, "what,is\nthis,then\n").body()).contains("issues.csv");
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void whatTakesLongIsBegunByTheServerAndFollowed() throws Exception {
    var listed = command("bisect", "--list", "-o", "csv");
    assertThat(listed.exitCode()).as(listed.errors()).isZero();
    assertThat(listed.answer()).startsWith("bisection,state");
    var again = finished(user, "retrigger", "--case", "bvt/power-state-refusal/halted-vm-refuses-what-needs-a-running-one", "--cap", "1");
    assertThat(again.get("exit").asInt()).as("one try decides nothing: " + again).isEqualTo(6);
    assertThat(again.get("err").asString()).contains("PASS");
    assertThat(again.get("out").asString()).contains("UNKNOWN");
    var ratio = finished(user, "rerun", "R-1", "--only", "*halted-vm*", "-n", "2");
    assertThat(ratio.get("exit").asInt()).as(ratio.toString()).isZero();
    assertThat(ratio.get("out").asString()).contains("failed 0 of 2");
    assertThat(call("POST", "runs/R-1/rerun", user, "{\"which\":\"failed\"}").body()).contains("none of its 4 cases failed");
    assertThat(finished(viewer, "retrigger", "--cap", "1").get("err").asString()).contains("takes the role user, and vera has the role viewer");
    assertThat(finished(user, "bisect", "--kpi", "no.such", "--good", "8.2.1-1018", "--bad", "8.4.0-2231").get("exit").asInt()).isEqualTo(4);
    assertThat(finished(user, "jenkins", "follow", "product", "3").get("err").asString()).contains("ASSAY_JENKINS_URL");
    assertThat(finished(user, "jenkins", "--url=http://127.0.0.1:1", "follow", "product", "3").get("err").asString()).as("whom its token is shown").contains("does not take --url");
    assertThat(finished(user, "install", "8.4.0-2231", "ams-h01").get("err").asString()).as("its lab lives within runs only").contains("installing hosts of lab example", "serve the lab");
    assertThat(finished(viewer, "install", "8.4.0-2231", "ams-h01").get("err").asString()).contains("takes the role user, and vera has");
    assertThat(call("GET", "jobs/J-1-1", viewer, "").statusCode()).isEqualTo(404);
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void whatTheServerBeganIsEndedByWhoeverBeganIt() throws Exception {
    var search = begun(token("una", Role.USER), "bisect", "--case", "bvt/power-state-refusal/halted-vm-refuses-what-needs-a-running-one", "--good", "8.2.1-1018", "--bad", "8.4.0-2231");
    assertThat(call("POST", "jobs/" + search + "/cancel", user, "{}").body()).contains("una began it");
    assertThat(call("POST", "jobs/" + search + "/cancel", token("eve", Role.LAB_ADMIN), "{}").statusCode()).isEqualTo(202);
    var ended = ended(search);
    assertThat(ended.get("exit").asInt()).as(ended.toString()).isEqualTo(130);
    assertThat(ended.get("err").asString()).contains("next: assay bisect --resume B-");
  }

  @Test(priority = 0, dependsOnMethods = "theCommandLineRunsOnTheServerAndEndsAsTheRunDoes")
  public void aScaleOfOnesOwnIsPlannedAndRunByTheServer() throws Exception {
    assertThat(done(viewer, "scale", "plan", "density", "--size", "quick,density.vms=7", "-o", "csv")).contains("\"exit\":0").contains("density/density/");
    assertThat(call("POST", "runs", user, "{\"suite\":\"density\",\"sizes\":\"density.vms=none\"}").statusCode()).isEqualTo(400);
    var run = command("scale", "run", "bootstorm", "--size", "quick,bootstorm.vms=3", "--build", "8.4.0-2231", "-o", "json");
    assertThat(run.exitCode()).as(run.errors()).isIn(0, 3, 6);
    var name = JSON.readTree(run.answer()).get(0).get("run").asString();
    assertThat(done(viewer, "scale", "show", name)).contains("VMs up");
  }

  private String begun(String token, String... words) throws IOException, InterruptedException {
    var path = words[0].equals("hosts") ? "hosts-" + words[1] : words[0].equals("jenkins") ? "jenkins-follow" : words[0];
    return JSON.readTree(call("POST", "jobs/" + path, token, JSON.writeValueAsString(Map.of("words", words))).body()).get("job").asString();
  }

  private JsonNode finished(String token, String... words) throws IOException, InterruptedException {
    return ended(begun(token, words));
  }

  private JsonNode ended(String job) throws IOException, InterruptedException {
    Await.on(SystemTime.real()).until(job + " ends", () -> state(job).path("state").asString("").equals("ended")).every(Duration.ofMillis(50)).within(Duration.ofMinutes(2));
    return state(job);
  }

  private JsonNode state(String job) {
    try {
      return JSON.readTree(call("GET", "jobs/" + job, viewer, "").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test(priority = 1)
  public void aServerThatDiesLosesNoRun() throws InterruptedException {
    var submitted = command("submit", "bvt", "--seed", "4", "-o", "json");
    var run = JSON.readTree(submitted.answer()).get(0).get("run").asString();
    server.orElseThrow().killMinusNine();
    var unreachable = command("attach", run);
    assertThat(unreachable.exitCode()).isEqualTo(75);
    assertThat(unreachable.errors()).contains("does not answer").contains("assay serve");
    startServer();
    assertThat(command("cancel", run, "--why", "enough").exitCode()).isZero();
    var watched = command("attach", run, "-o", "json");
    assertThat(watched.exitCode()).as(watched.errors()).isEqualTo(6);
  }

  @Test(priority = 2)
  public void rolesAreKeptAndRefusalsAreProblemDocuments() throws Exception {
    var refused = call("POST", "runs", viewer, "{\"suite\":\"bvt\"}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    assertThat(JSON.readTree(refused.body()).get("detail").asString()).contains("takes the role user");
    assertThat(call("POST", "runs", "", "{}").statusCode()).isEqualTo(401);
    assertThat(call("POST", "runs", user, "{\"suite\":\"bvt\",\"priority\":12}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "runs", user, "{\"suite\":\"bvt\",\"policy\":\"../../etc/passwd\"}").statusCode()).isEqualTo(400);
    assertThat(call("POST", "runs/R-99/cancel", user, "{}").statusCode()).isEqualTo(404);
  }

  @Test(priority = 3)
  public void hostsAreBorrowedKeptLongerAndGivenBackByTheirBorrowerOnly() throws Exception {
    var borrowed = call("POST", "leases", user, "{\"hosts\":2,\"minutes\":30,\"why\":\"a look\"}");
    assertThat(borrowed.statusCode()).isEqualTo(201);
    var lease = JSON.readTree(borrowed.body()).get("lease").asString();
    assertThat(JSON.readTree(borrowed.body()).get("hosts")).hasSize(2);
    assertThat(call("POST", "leases/" + lease + "/extend", user, "{}").statusCode()).isEqualTo(200);
    assertThat(call("POST", "leases/" + lease + "/release", viewer, "{}").statusCode()).isEqualTo(403);
    assertThat(call("POST", "leases/" + lease + "/release", user, "{}").statusCode()).isEqualTo(200);
    assertThat(call("POST", "leases/" + lease + "/release", user, "{}").statusCode()).isEqualTo(404);
    assertThat(call("POST", "leases", user, "{\"hosts\":90,\"why\":\"all\"}").statusCode()).isEqualTo(409);
  }

  @Test(priority = 3)
  public void theLabsCommandsAskTheServer() throws Exception {
    var hosts = command("hosts", "ls", "--where", "cpus >= 32", "-o", "json");
    assertThat(hosts.exitCode()).as(hosts.errors()).isZero();
    assertThat(JSON.readTree(hosts.answer()).valueStream().map(host -> host.get("host").asString())).contains("ams-h01");
    assertThat(command("hosts", "ls", "--where", "cpus >> 32").exitCode()).isEqualTo(2);
    var reserved = command("borrow", "ams-h12", "--for", "2h", "--why", "a look", "-o", "json");
    assertThat(reserved.exitCode()).as(reserved.errors()).isZero();
    assertThat(command("leases", "-o", "csv").answer()).contains("kim").contains("ams-h12");
    assertThat(command("extend", "ams-h12", "--for", "1h").exitCode()).isZero();
    assertThat(command("extend", "ams-h12", "--for", "99d").exitCode()).as("longer than leases last").isEqualTo(2);
    var waiting = command("reserve", "1 host, where host == 'ams-h12'", "--for", "1h", "--why", "me too", "-o", "json");
    assertThat(waiting.exitCode()).as(waiting.errors()).isEqualTo(6);
    var claim = JSON.readTree(waiting.answer()).get(0).get("name").asString();
    assertThat(claim).startsWith("C-");
    assertThat(command("hosts", "plan", "-o", "csv").answer()).contains(claim).contains("me too of kim");
    assertThat(command("release", claim).exitCode()).isZero();
    assertThat(command("return", "ams-h12").exitCode()).isZero();
    assertThat(command("return", "ams-h12").exitCode()).isEqualTo(4);
    assertThat(command("hosts", "broken", "ams-h12", "--why", "smoke").exitCode()).as("takes a lab administrator").isEqualTo(2);
  }

  @Test(priority = 3)
  public void whatTheAddressSaysThatNobodyTakesIsRefused() throws Exception {
    assertThat(call("GET", "runs?limit=1", viewer, "").statusCode()).isEqualTo(200);
    var wrong = call("GET", "runs?limit=abc", viewer, "");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("limit is 'abc'");
    var unknown = call("GET", "runs?lmit=5", viewer, "");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("no parameter 'lmit'").contains("limit");
  }

  @Test(priority = 3)
  public void whateverReadsTheDatabaseIsDoneByTheServerForWhoeverMay() throws Exception {
    var shown = command("hosts", "show", "ams-h01", "-o", "json");
    assertThat(shown.exitCode()).as(shown.errors()).isZero();
    assertThat(JSON.readTree(shown.answer()).get("host").asString()).isEqualTo("ams-h01");
    assertThat(done(viewer, "gate", "check")).contains("\"exit\":2").contains("takes the role user, and vera has the role viewer");
    assertThat(done(user, "gate", "check", "-o", "json")).contains("answer");
    assertThat(done(viewer, "gate", "history", "-o", "csv")).as("decided in the asker's name").contains(",kim");
    assertThat(done(viewer, "triage", "ls", "R-1")).contains("\"exit\":0").contains("R-1");
    assertThat(done(viewer, "hosts", "show", "ams-h99")).contains("\"exit\":4").contains("there is none");
    assertThat(done(user, "hosts", "close", "ams-h01", "--from", "+60m", "--until", "+120m", "--why", "new disks")).contains("takes the role lab-admin, and kim has");
    assertThat(done(viewer, "hosts", "close", "ams-h01", "--from", "+60m", "--until", "+120m", "--why", "new disks", "--dry-run")).contains("\"exit\":0");
  }

  @Test(priority = 3)
  public void aCommandForTheServerNamesNoFilesAndIsNothingElse() throws Exception {
    assertThat(done(user, "gate", "check", "--policy", "/etc/passwd")).contains("\"exit\":2").contains("does not take --policy with a file");
    assertThat(done(user, "hosts", "show", "ams-h01", "--lab", "other.yaml")).contains("does not take --lab");
    assertThat(done(viewer, "triage", "export", "out.csv")).contains("does not take FILE");
    assertThat(call("POST", "commands/gate-check", user, "{\"words\":[\"db\",\"stop\"]}").body()).contains("\"exit\":2").contains("what was typed is not 'gate-check'");
    assertThat(done(viewer, "hosts", "show", "@/etc/passwd")).as("the server reads no arguments from files").doesNotContain("root:");
  }

  /** Have the server do a command, without a process of its own for the asker; return its whole answer. */
  private String done(String token, String... words) throws IOException, InterruptedException {
    return call("POST", "commands/" + words[0] + "-" + words[1], token, JSON.writeValueAsString(Map.of("words", words))).body();
  }

  @Test(priority = 4)
  public void theDescriptionInTheRepositoryIsThatOfTheRoutes() throws Exception {
    JsonNode served = JSON.readTree(call("GET", "openapi.json", user, "").body());
    JsonNode kept = JSON.readTree(Files.readString(Path.of(System.getProperty("assay.root"), "docs", "openapi.json")));
    assertThat(kept).as("renew it: ./assay serve describe > docs/openapi.json").isEqualTo(served);
    assertThat(served.get("paths").propertyNames()).contains("/api/v1/runs/{run}/cancel", "/api/v1/leases/{lease}/extend", "/api/v1/commands/{command}");
    assertThat(served.get("paths").get("/api/v1/runs").get("get").get("parameters").valueStream().map(parameter -> parameter.get("name").asString()))
        .contains("limit", "verdict");
  }
}
