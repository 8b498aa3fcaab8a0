package dev.assay.site.pages;

import dev.assay.analysis.rates.FlakeScore;
import dev.assay.analysis.stats.Interval;
import dev.assay.analysis.stats.Proportions;
import dev.assay.core.AssayException;
import dev.assay.judge.triage.Mute;
import dev.assay.judge.triage.Mutes;
import dev.assay.site.pages.HistoryView.HostLine;
import dev.assay.site.pages.HistoryView.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the past of one case. */
final class HistoryPage {

  private static final int LATEST = 50;
  private static final double CONFIDENCE = 0.95;

  private final Look look;
  private final Mutes mutes;

  HistoryPage(Look look, Mutes mutes) {
    this.look = look;
    this.mutes = mutes;
  }

  View read(PageQuery query) {
    var name = query.required("case");
    var build = query.text("build").orElse("");
    var results = look.list(
        "reading the past of " + name,
        row -> new Result(
            "R-" + row.getLong("run"), row.getString("suite"), row.getString("build"), Say.day(Optional.of(LabTime.instant(row.getLong("began_nanos")))),
            row.getString("verdict"), row.getString("blame"), row.getInt("attempts"), row.getBoolean("flaky"), row.getString("hosts"), row.getLong("took_nanos") / 1e9,
            row.getString("message"), row.getLong("signature")),
        """
        select c.run, r.suite, r.build, last.began_nanos, last.verdict, last.blame, sums.attempts, sums.failed > 0 and last.verdict = 'PASS' as flaky,
          array_to_string(last.hosts, ' ') as hosts, last.took_nanos, case when last.verdict = 'PASS' then '' else left(last.message, 300) end as message,
          coalesce(last.signature, 0) as signature
        from results.planned_case c
          join results.run r on r.number = c.run
          cross join lateral (select * from results.attempt a where a.run = c.run and a.ordinal = c.ordinal and a.ended is not null
            order by a.number desc limit 1) last
          cross join lateral (select count(*)::int as attempts, count(*) filter (where a.verdict = 'FAIL') as failed
            from results.attempt a where a.run = c.run and a.ordinal = c.ordinal) sums
        where c.name = ? and (? = '' or r.build = ?) order by c.run desc limit ?
        """,
        name, build, build, LATEST);
    if (results.isEmpty()) {
      throw new AssayException.Nothing("looking for results of case '" + name + "': no stored run ended it; see the list of tests");
    }
    return new View(name, "pages/history.jte", view(name, results, mutes.all().stream().filter(mute -> mute.testCase().equals(name)).findFirst()));
  }

  private static HistoryView view(String name, List<Result> results, Optional<Mute> mute) {
    int passed = count(results, "PASS");
    int decided = passed + count(results, "FAIL");
    var rate = decided == 0 ? new Interval(0, 1) : Proportions.wilson(passed, decided, CONFIDENCE);
    var signatures = results.stream().filter(result -> result.signature() > 0).collect(
        Collectors.toMap(Result::signature, result -> result, (first, _) -> first, TreeMap::new)).values().stream().toList();
    return new HistoryView(
        name, results.getFirst().suite(), results, passed, decided, rate.low(), rate.high(), (int) results.stream().filter(Result::flaky).count(), flake(results),
        failingSince(results), hosts(results), signatures, mute);
  }

  private static FlakeScore flake(List<Result> newestFirst) {
    return FlakeScore.of(newestFirst.reversed().stream().filter(result -> result.verdict().equals("PASS") || result.verdict().equals("FAIL")).map(result -> result.verdict().equals("PASS")).toList());
  }

  private static int count(List<Result> results, String verdict) {
    return (int) results.stream().filter(result -> result.verdict().equals(verdict)).count();
  }

  private static Optional<Result> failingSince(List<Result> newestFirst) {
    Optional<Result> since = Optional.empty();
    for (var result : newestFirst) {
      if (result.verdict().equals("PASS")) {
        break;
      }
      if (result.verdict().equals("FAIL")) {
        since = Optional.of(result);
      }
    }
    return since;
  }

  private static List<HostLine> hosts(List<Result> results) {
    var lines = new TreeMap<String, HostLine>();
    for (var result : results) {
      for (var host : result.hosts().split(" ")) {
        lines.merge(
            host,
            new HostLine(host, result.verdict().equals("FAIL") ? 1 : 0, result.verdict().equals("INCONCLUSIVE") ? 1 : 0, 1),
            (one, other) -> new HostLine(host, one.failed() + other.failed(), one.inconclusive() + other.inconclusive(), one.all() + other.all()));
      }
    }
    return lines.values().stream().sorted(Comparator.comparing((HostLine line) -> -line.failed()).thenComparing(HostLine::host)).toList();
  }
}
