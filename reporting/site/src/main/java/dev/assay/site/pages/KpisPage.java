package dev.assay.site.pages;

/** Reads the list of metrics. */
final class KpisPage {

  private final Look look;

  KpisPage(Look look) {
    this.look = look;
  }

  View read(PageQuery query) {
    var search = query.text("search").orElse("");
    var rows = look.list(
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
    return new View("KPIs", "pages/kpis.jte", new KpisView(rows, search));
  }
}
