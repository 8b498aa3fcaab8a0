package dev.assay.site.pages;

import java.util.List;

/** The suites and builds that filters offer. */
final class Names {

  /** Builds by when a whole suite first ran on them: running an older one again, or searching among older ones, makes none of them newer. */
  static final String NEWEST_FIRST = "coalesce(min(number) filter (where options ->> 'only' is null), 0) desc, max(number) desc";

  private final Look look;
  private final Recent<String, List<String>> suites = new Recent<>(1);
  private final Recent<String, List<String>> builds = new Recent<>(1);

  Names(Look look) {
    this.look = look;
  }

  List<String> suites(Marks.Mark now) {
    return suites.get(now.ended(), () -> read("select distinct suite from results.run order by 1"));
  }

  /** List builds, the newest first. */
  List<String> builds(Marks.Mark now) {
    return builds.get(now.ended(), () -> read("select build from results.run group by build order by " + NEWEST_FIRST + " limit 200"));
  }

  private List<String> read(String sql) {
    return look.list("listing what runs there are of", row -> row.getString(1), sql);
  }
}
