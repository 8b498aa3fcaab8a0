package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.database.Database;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads how everything stands, in figures for programs. */
public final class Standings {

  private final Look look;
  private final RunTable runs;
  private final Digests digests;

  public Standings(Database database) {
    look = new Look(database);
    runs = new RunTable(look);
    digests = new Digests(look);
  }

  public List<Standing> all() {
    return runs.list(
        "where r.number in (select max(number) from results.run where ended is not null and not jsonb_exists(options::jsonb, 'only') group by suite) order by r.suite")
        .stream().map(this::standing).toList();
  }

  /** Say how one suite stands, of any build or of one. */
  public Standing of(String suite, Optional<String> build) {
    var run = runs.list(
        "where r.suite = ? and (? = '' or r.build = ?) and r.ended is not null and not jsonb_exists(r.options::jsonb, 'only') order by r.number desc limit 1",
        suite, build.orElse(""), build.orElse("")).stream().findFirst();
    if (run.isEmpty() && !suite.matches("[a-z0-9-]{1,40}")) {
      throw new AssayException.Nothing("looking for suite '" + suite + "': there is none of such a name");
    }
    return run.map(this::standing).orElse(new Standing(suite, build.orElse(""), "NO DATA", Tally.NONE));
  }

  private Standing standing(RunFacts run) {
    return new Standing(run.suite(), run.build(), run.word(), digests.of(run).all());
  }

  public SequencedMap<String, Long> runs() {
    return counts(
        """
        select case when ended is not null then 'done' when heartbeat > clock_timestamp() - interval '60 seconds' then 'running' else 'interrupted' end, count(*)
        from results.run group by 1 order by 1
        """);
  }

  public SequencedMap<String, Long> hosts() {
    return counts(
        """
        select case when exists (select 1 from inventory.lease_host lh where lh.lab = h.lab and lh.host = h.name and not lh.ended) then 'leased' else lower(state) end, count(*)
        from inventory.host h group by 1 order by 1
        """);
  }

  private SequencedMap<String, Long> counts(String sql) {
    record Row(String state, long count) {}
    var counts = new TreeMap<String, Long>();
    look.list("counting for programs", row -> new Row(row.getString(1), row.getLong(2)), sql).forEach(row -> counts.put(row.state().toLowerCase(Locale.ROOT), row.count()));
    return counts;
  }
}
