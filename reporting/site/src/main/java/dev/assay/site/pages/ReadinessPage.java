package dev.assay.site.pages;

import dev.assay.analysis.gate.CriterionResult;
import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.AssayException;
import dev.assay.database.Sql;
import dev.assay.site.pages.ReadinessView.Blocker;
import dev.assay.site.pages.ReadinessView.Blocking;
import dev.assay.site.pages.ReadinessView.Cell;
import dev.assay.site.pages.ReadinessView.Grid;
import dev.assay.site.pages.ReadinessView.GridRow;
import dev.assay.site.pages.ReadinessView.Line;
import dev.assay.site.pages.ReadinessView.Milestone;
import dev.assay.site.pages.ReadinessView.Rule;
import dev.assay.site.pages.ReadinessView.SuiteLine;
import dev.assay.site.pages.ReadinessView.Word;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads whether builds may be promoted, for the first page. */
final class ReadinessPage {

  private static final int MOST_BUILDS = 200;
  private static final int SPARK = 14;
  private static final int MOST_BLOCKERS = 20;
  private static final int KEPT = 50;

  private final Look look;
  private final RunTable runs;
  private final Digests digests;
  private final Marks marks;
  private final KeptDecisions decisions;
  private final Blockers blockers;
  private final Recent<String, List<Tested>> builds = new Recent<>(1);
  private final Recent<String, OfBuild> ofBuilds = new Recent<>(KEPT);
  private final Recent<String, List<Milestone>> ofMilestones = new Recent<>(KEPT);

  ReadinessPage(Look look, RunTable runs, Digests digests, Marks marks, KeptDecisions decisions) {
    this.look = look;
    this.runs = runs;
    this.digests = digests;
    this.marks = marks;
    this.decisions = decisions;
    this.blockers = new Blockers(look);
  }

  /** A build that was tested. */
  private record Tested(String build, String product, String version, long runs, Instant newest) {}

  /** What is told of one build beside its decisions. */
  private record OfBuild(List<SuiteLine> suites, List<RunFacts> unfinished, Grid grid) {}

  View read(PageQuery query) {
    var now = marks.now();
    var tested = builds.get(now.all(), this::tested);
    if (tested.isEmpty()) {
      return new View("Readiness", "pages/readiness.jte", empty());
    }
    var chosen = chosen(tested, query.text("build"));
    var mine = query.text("mine").orElse("");
    var ofBuild = ofBuilds.get(chosen.build() + " " + now.all(), () -> ofBuild(chosen));
    var milestones = milestones(chosen.build(), now);
    var view = new ReadinessView(
        lines(tested, now), tested.stream().map(Tested::build).toList(), chosen.build(), chosen.product(), chosen.version(), blocking(milestones), milestones, ofBuild.suites(),
        ofBuild.unfinished(), ofBuild.grid(), mine, mineLines(tested, mine, now));
    return new View("Readiness of " + chosen.build(), "pages/readiness.jte", view);
  }

  private List<Tested> tested() {
    return look.list(
        "reading which builds were tested",
        row -> new Tested(row.getString("build"), row.getString("product"), row.getString("version"), row.getLong("runs"), Sql.instant(row, "newest")),
        """
        select build, max(product) as product, max(version) as version, count(*) as runs, max(started) as newest
        from results.run group by build order by
        """ + Names.NEWEST_FIRST + " limit ?",
        MOST_BUILDS);
  }

  private OfBuild ofBuild(Tested chosen) {
    var newestFirst = runs.list("where r.build = ? order by r.number desc", chosen.build());
    return new OfBuild(suites(newestFirst), newestFirst.stream().filter(run -> !run.done()).toList(), grid(chosen));
  }

  private static ReadinessView empty() {
    return new ReadinessView(List.of(), List.of(), "", "", "", List.of(), List.of(), List.of(), List.of(), new Grid(List.of(), List.of()), "", List.of());
  }

  private static Tested chosen(List<Tested> tested, Optional<String> asked) {
    return asked
        .map(name -> tested.stream().filter(build -> build.build().equals(name)).findFirst().orElseThrow(
            () -> new AssayException.Nothing("looking for build '" + name + "': no run of it is stored; runs exist of " + String.join(", ", tested.stream().limit(8).map(Tested::build).toList()))))
        .orElse(tested.getFirst());
  }

  /** One line per version: its newest build. */
  private List<Line> lines(List<Tested> tested, Marks.Mark now) {
    var newest = new LinkedHashMap<String, Tested>();
    tested.forEach(build -> newest.putIfAbsent(build.product() + " " + build.version(), build));
    return newest.values().stream().map(build -> line(build, now)).toList();
  }

  private Line line(Tested build, Marks.Mark now) {
    return new Line(build.version(), build.build(), build.runs(), build.newest(), words(decisions.of(build.build(), now)));
  }

  private List<Line> mineLines(List<Tested> tested, String mine, Marks.Mark now) {
    return mine.isEmpty() ? List.of() : tested.stream().filter(build -> build.build().contains(mine) || build.version().equals(mine)).limit(5).map(build -> line(build, now)).toList();
  }

  private static List<Word> words(List<GateDecision> decisions) {
    return decisions.stream().map(decision -> new Word(decision.policy().milestone(), decision.policy().name(), decision.answer().word())).toList();
  }

  private List<Milestone> milestones(String build, Marks.Mark now) {
    var taken = decisions.of(build, now);
    var when = taken.stream().map(decision -> decision.decidedAt().toString()).collect(Collectors.joining(" "));
    return ofMilestones.get(String.join(" ", build, now.all(), now.said(), when), () -> milestones(build, taken));
  }

  private List<Milestone> milestones(String build, List<GateDecision> taken) {
    return taken.stream()
        .sorted(Comparator.comparing((GateDecision decision) -> switch (decision.answer()) {
          case NO_GO -> 0;
          case PENDING -> 1;
          case GO -> 2;
        }))
        .map(decision -> milestone(build, decision))
        .toList();
  }

  private Milestone milestone(String build, GateDecision decision) {
    return new Milestone(
        decision.policy().milestone(), decision.policy().name(), decision.policy().version(), decision.answer().word(), decision.baseline().orElse(""),
        decision.decidedAt(), rules(build, decision, CriterionResult.State.FAILED), rules(build, decision, CriterionResult.State.PENDING),
        rules(build, decision, CriterionResult.State.WAIVED), rules(build, decision, CriterionResult.State.OK));
  }

  private List<Rule> rules(String build, GateDecision decision, CriterionResult.State state) {
    return decision.results().stream().filter(result -> result.state() == state).map(result -> {
      var names = result.blockers().stream().limit(MOST_BLOCKERS).toList();
      return new Rule(result.criterion().id(), result.evidence(), result.needs(), blockers.of(build, names), result.blockers().size() - names.size());
    }).toList();
  }

  /** Many milestones ask for the same: what is in their way is told once. */
  private static List<Blocking> blocking(List<Milestone> milestones) {
    var found = new LinkedHashMap<String, Blocking>();
    for (var milestone : milestones) {
      for (var rule : milestone.failed()) {
        var names = rule.blockers().isEmpty() ? List.of(new Blocker(rule.id(), "", "", Optional.empty())) : rule.blockers();
        for (var blocker : names) {
          found.merge(
              blocker.name(), new Blocking(blocker, rule.id(), blocker.isCase() ? "" : rule.evidence(), List.of(milestone.policy())),
              (one, other) -> new Blocking(one.what(), one.criterion(), one.evidence(), Stream.concat(one.milestones().stream(), other.milestones().stream()).distinct().toList()));
        }
      }
    }
    return found.values().stream().sorted(Comparator.comparing((Blocking blocking) -> -blocking.milestones().size())).toList();
  }

  private List<SuiteLine> suites(List<RunFacts> newestFirst) {
    var newest = new LinkedHashMap<String, RunFacts>();
    newestFirst.stream().filter(RunFacts::whole).forEach(run -> newest.putIfAbsent(run.suite(), run));
    newestFirst.forEach(run -> newest.putIfAbsent(run.suite(), run));
    return newest.values().stream().map(run -> new SuiteLine(run, digests.of(run).all())).toList();
  }

  /** The newest whole run of each suite of this build, area by area, with how the runs before it went. */
  private Grid grid(Tested chosen) {
    var bySuite = new TreeMap<String, List<RunFacts>>();
    for (var run : runs.list(
        """
        join (select number, row_number() over (partition by suite order by number desc) as place from results.run
          where version = ? and ended is not null and not jsonb_exists(options::jsonb, 'only')) ranked on ranked.number = r.number and ranked.place <= 14
        order by r.number
        """,
        chosen.version())) {
      bySuite.computeIfAbsent(run.suite(), _ -> new ArrayList<>()).add(run);
    }
    var areas = new TreeSet<String>();
    bySuite.values().forEach(list -> list.forEach(run -> areas.addAll(digests.of(run).areas().keySet())));
    var suites = List.copyOf(bySuite.keySet());
    return new Grid(suites, areas.stream().map(area -> new GridRow(area, cells(area, suites, bySuite, chosen.build()))).toList());
  }

  private List<Cell> cells(String area, List<String> suites, Map<String, List<RunFacts>> bySuite, String build) {
    return suites.stream().map(suite -> cell(area, bySuite.getOrDefault(suite, List.of()), build)).toList();
  }

  private Cell cell(String area, List<RunFacts> oldestFirst, String build) {
    var shares = new ArrayList<Double>();
    var newest = Tally.NONE;
    for (var run : oldestFirst) {
      var tally = digests.of(run).areas().getOrDefault(area, Tally.NONE);
      if (tally.planned() > 0) {
        shares.add(tally.decided() == 0 ? -1 : (double) tally.passed() / tally.decided());
      }
      if (run.build().equals(build)) {
        newest = tally;
      }
    }
    return new Cell(newest, shares.subList(Math.max(0, shares.size() - SPARK), shares.size()));
  }
}
