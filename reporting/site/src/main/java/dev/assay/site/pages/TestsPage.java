package dev.assay.site.pages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the list of cases. */
final class TestsPage {

  private static final int LATEST = 20;

  private static final int KEPT = 50;

  private final Look look;
  private final Marks marks;
  private final Recent<List<Object>, TestsView> read = new Recent<>(KEPT);

  TestsPage(Look look, Marks marks) {
    this.look = look;
    this.marks = marks;
  }

  private record Newest(String suite, long run) {}

  View read(PageQuery query) {
    var suite = query.text("suite");
    var search = query.text("search").orElse("");
    int from = query.number("from", 0, 10_000_000, 0);
    return new View("Tests", "pages/tests.jte", read.get(List.of(marks.now().all(), suite.orElse(""), from, search), () -> read(suite, search, from)));
  }

  private TestsView read(Optional<String> suite, String search, int from) {
    var newest = look.list(
        "looking for the newest run of each suite", row -> new Newest(row.getString(1), row.getLong(2)),
        "select suite, coalesce(max(number) filter (where not jsonb_exists(options::jsonb, 'only')), max(number)) from results.run group by suite order by suite");
    var chosen = suite.flatMap(name -> newest.stream().filter(one -> one.suite().equals(name)).findFirst())
        .or(() -> newest.stream().max(Comparator.comparingLong(Newest::run)));
    var rows = chosen.map(one -> rows(one, search, from)).orElse(List.of());
    return new TestsView(
        newest.stream().map(Newest::suite).toList(), chosen.map(Newest::suite).orElse(""), search, chosen.map(one -> "R-" + one.run()).orElse(""),
        rows.subList(0, Math.min(rows.size(), TestsView.PAGE)), from, rows.size() > TestsView.PAGE);
  }

  private List<TestsView.Row> rows(Newest newest, String search, int from) {
    return look.list(
        "reading the cases of " + newest.suite(),
        row -> new TestsView.Row(row.getString(1), row.getString(2), Arrays.asList((String[]) row.getArray(3).getArray()).reversed()),
        """
        with page as (
          select name, area, ordinal from results.planned_case
          where run = ? and (? = '' or position(lower(?) in lower(name)) > 0) order by ordinal limit ? offset ?)
        select page.name, page.area, coalesce((
          select array_agg(past.verdict order by past.run desc) from (
            select c.run, (select a.verdict from results.attempt a where a.run = c.run and a.ordinal = c.ordinal and a.ended is not null
              order by a.number desc limit 1) as verdict
            from results.planned_case c where c.name = page.name order by c.run desc limit ?) past
          where past.verdict is not null), '{}')
        from page order by page.ordinal
        """,
        newest.run(), search, search, TestsView.PAGE + 1, from, LATEST);
  }
}
