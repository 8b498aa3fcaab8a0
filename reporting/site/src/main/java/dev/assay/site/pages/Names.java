package dev.assay.site.pages;

import java.util.List;

/** The suites and builds that filters offer. */
final class Names {

  private final Look look;
  private final Recent<String, List<String>> suites = new Recent<>(1);
  private final Recent<String, List<String>> builds = new Recent<>(1);

  Names(Look look) {
    this.look = look;
  }

  List<String> suites(Marks.Mark now) {
    return suites.get(now.ended(), () -> read("select distinct suite from results.run order by 1"));
  }

  /** List the builds tested last, newest first. */
  List<String> builds(Marks.Mark now) {
    return builds.get(now.ended(), () -> read("select build from results.run group by build order by max(number) desc limit 200"));
  }

  private List<String> read(String sql) {
    return look.list("listing what runs there are of", row -> row.getString(1), sql);
  }
}
