package dev.assay.site.pages;

import java.util.LinkedHashMap;

/** Counts the cases of runs; those of a run that has ended are counted once. */
final class Digests {

  private static final int MOST = 5_000;

  private static final String COUNTS =
      """
      with last as (
        select distinct on (ordinal) ordinal, verdict, blame from results.attempt
        where run = ? and ended is not null order by ordinal, number desc),
      failed as (select distinct ordinal from results.attempt where run = ? and verdict = 'FAIL')
      select c.area, coalesce(last.verdict, '') as verdict, coalesce(last.blame, '') as blame, failed.ordinal is not null as failed, count(*)::int as cases
      from results.planned_case c left join last using (ordinal) left join failed using (ordinal)
      where c.run = ? group by 1, 2, 3, 4 order by 1, 2, 3, 4
      """;

  private final Look look;
  private final Recent<Long, Digest> ended = new Recent<>(MOST);

  Digests(Look look) {
    this.look = look;
  }

  Digest of(RunFacts run) {
    return run.done() ? ended.get(run.number(), () -> read(run.number())) : read(run.number());
  }

  private Digest read(long run) {
    var areas = new LinkedHashMap<String, Tally>();
    record Row(String area, Tally tally) {}
    look.list(
        "counting the cases of run R-" + run,
        row -> new Row(row.getString("area"), Tally.of(row.getString("verdict"), row.getString("blame"), row.getBoolean("failed"), row.getInt("cases"))),
        COUNTS, run, run, run)
        .forEach(row -> areas.merge(row.area(), row.tally(), Tally::plus));
    return new Digest(areas);
  }
}
