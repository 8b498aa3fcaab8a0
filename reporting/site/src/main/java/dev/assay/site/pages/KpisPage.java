package dev.assay.site.pages;

import java.util.List;

/** Reads the list of metrics. */
final class KpisPage {

  private static final int KEPT = 100;

  private final Look look;
  private final Marks marks;
  private final Recent<String, List<KpisView.Row>> read = new Recent<>(KEPT);

  KpisPage(Look look, Marks marks) {
    this.look = look;
    this.marks = marks;
  }

  View read(PageQuery query) {
    var search = query.text("search").orElse("");
    return new View("KPIs", "pages/kpis.jte", new KpisView(read.get(marks.now().ended() + " " + search, () -> rows(search)), search));
  }

  private List<KpisView.Row> rows(String search) {
    return look.list(
        "listing KPIs",
        row -> new KpisView.Row(
            row.getString("name"), row.getString("unit"), row.getString("better"), row.getInt("series"), row.getLong("runs"),
            row.getLong("last") == 0 ? "" : "R-" + row.getLong("last"), row.getString("build")),
        """
        select k.name, k.unit, k.better, count(distinct line.id)::int as series, count(distinct reading.run) as runs, coalesce(max(reading.run), 0) as last,
          coalesce((select r.build from results.run r where r.number = max(reading.run)), '') as build
        from results.kpi k left join results.series line on line.kpi = k.id left join results.rollup reading on reading.series = line.id
        where ? = '' or position(lower(?) in lower(k.name)) > 0
        group by k.name, k.unit, k.better order by k.name limit 500
        """,
        search, search);
  }
}
