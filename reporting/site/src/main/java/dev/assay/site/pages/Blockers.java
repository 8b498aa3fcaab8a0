package dev.assay.site.pages;

import dev.assay.database.Sql;
import dev.assay.site.pages.ReadinessView.Blocker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who looks after what is in a build's way, and how old that is. */
final class Blockers {

  private final Look look;

  Blockers(Look look) {
    this.look = look;
  }

  /** Look at cases by their latest failure on this build, and at the issue that it is linked to; at issues themselves; others are told by name alone. */
  List<Blocker> of(String build, List<String> names) {
    Map<String, Blocker> known = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      look.list(
          "looking at what blocks " + build,
          row -> new Blocker(row.getString("name"), Optional.ofNullable(row.getString("issue")).orElse(""), Optional.ofNullable(row.getString("owner")).orElse(""),
              Optional.of(Sql.instant(row, "since"))),
          """
          (select distinct on (c.name) c.name, i.key as issue, i.owner, first.began as since
          from results.run r
            cross join unnest(string_to_array(?, chr(10))) asked(name)
            cross join lateral (select run, ordinal, name from results.planned_case where run = r.number and name = asked.name offset 0) c
            join results.attempt a on a.run = c.run and a.ordinal = c.ordinal and a.signature is not null
            cross join lateral (select f.began from results.attempt f where f.signature = a.signature order by f.run limit 1) first
            left join judgement.link l on l.signature = a.signature and l.ended is null and l.issue is not null and (l.test_case is null or l.test_case = c.name)
            left join judgement.issue i on i.key = l.issue
          where r.build = ?
          order by c.name, c.run desc, a.number desc, l.test_case nulls last)
          union all
          select key, key, owner, made from judgement.issue where key in (select unnest(string_to_array(?, chr(10))))
          """,
          String.join("\n", names), build, String.join("\n", names)).forEach(blocker -> known.put(blocker.name(), blocker));
    }
    return names.stream().map(name -> known.getOrDefault(name, new Blocker(name, "", "", Optional.empty()))).toList();
  }
}
