package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.site.TestingRun;
import dev.assay.site.access.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Condition;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every page in a real browser: opened in both colour schemes, clicked through, checked by axe-core, held to the database. */
public class BrowserTests {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int MINUTES = 4;

  private TestingSite site;
  private String run = "";
  private String earlier = "";
  private JsonNode seen = JsonMapper.builder().build().createObjectNode();

  @BeforeClass
  void visitEverything() throws IOException, InterruptedException {
    if (!Files.isExecutable(CHROMIUM) || !hasPrograms("node", "npm")) {
      throw new SkipException("pages are not looked at in a browser: install the packages chromium, nodejs and npm");
    }
    site = new TestingSite(SiteSettings.loopback(0), List.of());
    site.database.migrate("inventory");
    var runs = new TestingRun(site.runs);
    for (var build : List.of("6.5-90100", "6.5-90166", "6.5-90233")) {
      run = runs.store(build).value();
    }
    earlier = "R-" + (Long.parseLong(run.substring(2)) - 1);
    storm(run, 40);
    storm(earlier, 30);
    lab();
    seen = visit(List.of(
        "", "runs", "runs/" + run, "runs/" + run + "/live", "runs/" + run + "/case?name=bvt%2Fmigration%2Fbehaviour-15", "tests", "tests/history?case=bvt%2Fstorage%2Fbehaviour-5",
        "kpis", "kpis/trend?kpi=vm.start&series=guest%3Ddebian-12+vm%3Dbvt%2Fstorage%2Fbehaviour-5", "kpis/trend?kpi=disk.read.throughput", "compare", "scale?run=" + run, "scale?run=" + run + "&other=" + earlier,
        "triage", "triage?signature=F-1", "lab", "audit"));
  }

  /** What a boot storm leaves in a history. */
  private void storm(String name, int vms) {
    var number = name.substring(2);
    site.execute("insert into results.history_event (run, sequence, at_nanos, kind, subject, details) select " + number + ", 1000 + 10 * i + k, "
        + "1418630400000000000 + (i * 2 + (array[0, 1, 2, 4, 30 + i])[k + 1])::bigint * 1000000000, "
        + "(array['vm.create.started', 'vm.create.completed', 'vm.start.started', 'vm.start.completed', 'vm.login.completed'])[k + 1], 'vm-' || i, '{}' "
        + "from generate_series(1, " + vms + ") i, generate_series(0, 4) k");
    site.execute("insert into results.kpi (name, unit, better) values ('dom0.memory.used', 'B', 'LOWER') on conflict do nothing");
    site.execute("insert into results.series (kpi, dimensions) select id, '{\"host\":\"ams-h01\"}' from results.kpi where name = 'dom0.memory.used' on conflict do nothing");
    site.column("select results.make_sample_partition((2014 - 1970) * 12 + 11)");
    site.execute("insert into results.sample (series, run, ordinal, attempt, at_nanos, value) select s.id, " + number + ", 0, 1, 1418630400000000000 + i * 5000000000, 1e9 + i * 1e7 "
        + "from results.series s join results.kpi k on k.id = s.kpi, generate_series(1, 12) i where k.name = 'dom0.memory.used'");
  }

  private void lab() {
    site.execute("insert into inventory.lab (name) values ('example')");
    site.execute("insert into inventory.host (lab, name, position, site, class, state, reason) values ('example', 'ams-h01', 1, 'ams', 'perf-a', 'READY', ''), "
        + "('example', 'ams-h02', 2, 'ams', 'perf-a', 'READY', ''), ('example', 'ams-h03', 3, 'ams', '<script>alert(1)</script>', 'QUARANTINED', '<b>PSU</b> failed')");
  }

  private static boolean hasPrograms(String... programs) {
    return List.of(programs).stream().allMatch(program -> List.of(System.getenv("PATH").split(":")).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
  }

  private JsonNode visit(List<String> paths) throws IOException, InterruptedException {
    var module = Path.of(System.getProperty("assay.root")).resolve("reporting/site");
    var folder = Files.createDirectories(module.resolve("target/browser"));
    for (var file : List.of("package.json", "package-lock.json", "visit.mjs")) {
      Files.copy(module.resolve("src/test/browser").resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    output(folder, "", List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"));
    var answer = output(folder, String.join("", paths.stream().map(path -> "/" + path + "\n").toList()), List.of("node", "visit.mjs", site.address().toString(), site.token(Role.LAB_ADMIN)));
    return JsonMapper.builder().build().readTree(answer);
  }

  /** The first path is the empty one, so each stands in a line with a mark before it. */
  private static String output(Path folder, String input, List<String> command) throws IOException, InterruptedException {
    var errors = folder.resolve("errors.txt").toFile();
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(command + " failed: " + Files.readString(errors.toPath()) + output);
    }
    return output;
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  public void everyPageOpensWithoutErrorsAndFetchesNothingFromElsewhere() {
    assertThat(seen.get("pages").size()).isEqualTo(2 * 17);
    seen.get("pages").forEach(page -> assertThat(page.get("status").asInt()).as(page.get("path").asString()).isEqualTo(200));
    assertThat(texts(seen.get("errors"))).isEmpty();
    assertThat(texts(seen.get("outside"))).isEmpty();
  }

  @Test
  public void axeFindsNothingSeriousInEitherColourScheme() {
    var findings = new ArrayList<String>();
    seen.get("pages").forEach(page -> page.get("bad").forEach(bad -> findings.add(page.get("scheme").asString() + " " + page.get("path").asString() + " " + bad.asString())));
    assertThat(findings).isEmpty();
  }

  @Test
  public void everyChartIsDrawnFromATable() {
    int charts = 0;
    for (var page : seen.get("pages")) {
      for (var chart : page.get("charts")) {
        charts++;
        assertThat(chart.get("rows").asInt()).as(page.get("path").asString() + " " + chart).isPositive();
        assertThat(chart.get("drawn").asBoolean()).as(page.get("path").asString() + " " + chart).isTrue();
      }
    }
    assertThat(charts).isGreaterThan(15);
  }

  @Test
  public void nothingHangsOverTheEdgeOfASmallScreen() {
    assertThat(texts(seen.get("overhanging"))).isEmpty();
  }

  @Test
  public void pagesLeadToEachOther() {
    assertThat(seen.get("clicks").valueStream().map(click -> click.get("what").asString() + " -> " + click.get("url").asString().replaceAll("\\?.*", "")).toList()).containsExactly(
        "menu Runs -> /runs", "runs that failed -> /runs", "first run -> /runs/" + run, "filter by verdict -> /runs/" + run, "first failed case -> /runs/" + run + "/case",
        "its history -> /tests/history", "menu KPIs -> /kpis", "first KPI -> /kpis/trend", "menu Compare -> /compare", "menu Scale -> /scale", "menu Triage -> /triage",
        "menu Lab -> /lab", "menu Audit -> /audit", "log out -> /login");
    assertThat(seen.get("trendDrawn").asInt()).isEqualTo(1);
  }

  @Test
  public void keysWalkThroughACharts() {
    assertThat(seen.get("readout").asString()).contains("Host ").contains("Verdict ");
  }

  @Test
  public void aRunsPageShowsWhatTheDatabaseHolds() {
    var page = page("runs/" + run);
    assertThat(page.get("tiles").get("Failed").asString()).startsWith(count("a.verdict = 'FAIL'") + " ");
    assertThat(page.get("tiles").get("Passed").asString()).startsWith(count("a.verdict = 'PASS'") + " ");
    var bars = site.column("select sum(cardinality(hosts)) from results.attempt where ended is not null and run = " + run.substring(2)).getFirst();
    assertThat(page.get("charts").get(0).get("rows").asString()).isEqualTo(bars);
    assertThat(seen.get("filtered").asString()).isEqualTo(count("a.verdict = 'FAIL'"));
  }

  private String count(String condition) {
    return site.column("select count(*) from results.attempt a where " + condition + " and a.run = " + run.substring(2)
        + " and a.number = (select max(number) from results.attempt b where b.run = a.run and b.ordinal = a.ordinal)").getFirst();
  }

  @Test
  public void aTrendHasAPointForEachRun() {
    var runs = site.column("select count(*) from results.rollup r join results.series s on s.id = r.series join results.kpi k on k.id = s.kpi "
        + "where k.name = 'disk.read.throughput' and s.dimensions::jsonb ->> 'storage' = 'local'").getFirst();
    assertThat(page("kpis/trend?kpi=disk.read.throughput").get("charts").get(0).get("rows").asString()).isEqualTo(runs).isEqualTo("3");
  }

  @Test
  public void theScaleExplorerShowsEveryStart() {
    var page = page("scale?run=" + run);
    assertThat(page.get("charts").get(0).get("kind").asString()).isEqualTo("storm");
    assertThat(page.get("charts").get(0).get("rows").asInt()).isEqualTo(40);
  }

  @Test
  public void anotherRunIsLaidOverEveryChartOfTheScaleExplorer() {
    var alone = page("scale?run=" + run).get("charts");
    var both = page("scale?run=" + run + "&other=" + earlier).get("charts");
    assertThat(kinds(both)).containsOnlyOnce("storm", "density")
        .haveExactly(2, new Condition<>("heat"::equals, "a heat map"));
    for (var kind : List.of("lines", "density")) {
      assertThat(rows(both, kind)).as(kind).isGreaterThan(rows(alone, kind));
    }
    assertThat(rowsOfEach(alone)).contains(12).doesNotContain(2 * 12);
    assertThat(rowsOfEach(both)).as("a host's readings in both").contains(2 * 12);
  }

  private static List<String> kinds(JsonNode charts) {
    return charts.valueStream().map(chart -> chart.get("kind").asString()).toList();
  }

  private static List<Integer> rowsOfEach(JsonNode charts) {
    return charts.valueStream().map(chart -> chart.get("rows").asInt()).toList();
  }

  private static int rows(JsonNode charts, String kind) {
    return charts.valueStream().filter(chart -> chart.get("kind").asString().equals(kind)).mapToInt(chart -> chart.get("rows").asInt()).sum();
  }

  @Test
  public void everyControlIsReachedAndMarkedByKeysAlone() {
    var keys = seen.get("keys");
    assertThat(texts(keys.get("unreached"))).isEmpty();
    assertThat(texts(keys.get("unmarked"))).isEmpty();
    assertThat(keys.get("reached").asInt()).isGreaterThan(50);
  }

  @Test
  public void singleKeysDoWhatTheirListSays() {
    var keys = seen.get("keys");
    assertThat(keys.get("first").asString()).isEqualTo("Skip to the content");
    assertThat(keys.get("skipped").asString()).isEqualTo("#content");
    assertThat(keys.get("list").asBoolean()).isTrue();
    assertThat(keys.get("listLeft").asBoolean()).isTrue();
    assertThat(keys.get("filter").asBoolean()).isTrue();
    assertThat(keys.get("went").asString()).isEqualTo("/triage");
  }

  @Test
  public void theLabFloorCountsTheHosts() {
    var tiles = page("lab").get("tiles");
    assertThat(tiles.get("Free").asString()).isEqualTo("2 of 3");
    assertThat(tiles.get("Suspect or quarantined").asString()).isEqualTo("1");
  }

  private JsonNode page(String path) {
    return seen.get("pages").valueStream().filter(page -> page.get("path").asString().equals(path)).findFirst().orElseThrow();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
