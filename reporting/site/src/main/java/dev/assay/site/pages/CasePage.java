package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.site.pages.CaseView.Attempt;
import dev.assay.site.pages.CaseView.File;
import dev.assay.site.pages.CaseView.Reading;
import java.util.List;

/** Reads one case of a run. */
final class CasePage {

  private static final int KEPT = 500;

  private final Look look;
  private final RunTable runs;
  private final Recent<String, CaseView> ended = new Recent<>(KEPT);

  CasePage(Look look, RunTable runs) {
    this.look = look;
    this.runs = runs;
  }

  private record Planned(int ordinal, String area, int priority, String source, double limit) {}

  View read(PageQuery query) {
    var run = RunNumbers.find(runs, query.path("run"));
    var name = query.required("name");
    var view = ended.getIf(run.number() + " " + name, () -> read(run, name), _ -> run.done());
    return new View(name + " in " + run.name(), "pages/case.jte", view);
  }

  private CaseView read(RunFacts run, String name) {
    var planned = look.one(
        "looking for case " + name, row -> new Planned(row.getInt(1), row.getString(2), row.getInt(3), row.getString(4), row.getLong(5) / 1e9),
        "select ordinal, area, priority, source, limit_nanos from results.planned_case where run = ? and name = ?", run.number(), name)
        .orElseThrow(() -> new AssayException.Nothing("looking for case '" + name + "' in " + run.name() + ": its plan has no such case"));
    var attempts = look.list(
        "reading the attempts of " + name,
        row -> new Attempt(
            row.getInt("number"), row.getString("verdict"), row.getString("blame"), row.getString("hosts"), LabTime.instant(row.getLong("began_nanos")),
            row.getLong("took") / 1e9, row.getString("message"), row.getString("stack"), row.getLong("signature"),
            files(run.number(), planned.ordinal(), row.getInt("number")), readings(run.number(), planned.ordinal(), row.getInt("number"))),
        """
        select number, coalesce(verdict, '') as verdict, coalesce(blame, '') as blame, array_to_string(hosts, ' ') as hosts, began_nanos,
          coalesce(took_nanos, 0) as took, coalesce(message, '') as message, coalesce(stack, '') as stack, coalesce(signature, 0) as signature
        from results.attempt where run = ? and ordinal = ? order by number
        """,
        run.number(), planned.ordinal());
    return new CaseView(run, name, planned.area(), planned.priority(), planned.source(), planned.limit(), attempts);
  }

  private List<File> files(long run, int ordinal, int attempt) {
    return look.list("listing evidence", row -> new File(row.getString(1), row.getString(2), row.getLong(3)),
        "select name, media_type, full_size from results.evidence where run = ? and ordinal = ? and attempt = ? order by id", run, ordinal, attempt);
  }

  private List<Reading> readings(long run, int ordinal, int attempt) {
    return look.list(
        "reading what the attempt measured",
        row -> new Reading(row.getString(1), row.getString(2), Dimensions.words(row.getString(3)), row.getLong(4), row.getDouble(5), row.getDouble(6)),
        """
        select k.name, k.unit, line.dimensions, count(*), percentile_cont(0.5) within group (order by s.value), max(s.value)
        from results.sample s join results.series line on line.id = s.series join results.kpi k on k.id = line.kpi
        where s.run = ? and s.ordinal = ? and s.attempt = ? group by k.name, k.unit, line.dimensions order by 1, 3 limit 100
        """,
        run, ordinal, attempt);
  }
}
