package dev.assay.site.pages;

/** Says what state the stored runs are in: what was read of them holds until that changes. */
final class Marks {

  private final Look look;

  Marks(Look look) {
    this.look = look;
  }

  /** Return what changes when a run begins or ends. */
  String ofEnded() {
    return mark("''");
  }

  /** Return what changes every five seconds, too, while a run is going on. */
  String ofAll() {
    return mark("case when count(*) filter (where ended is null and heartbeat > clock_timestamp() - interval '60 seconds') > 0"
        + " then floor(extract(epoch from clock_timestamp()) / 5)::text else '' end");
  }

  private String mark(String more) {
    return look.one(
        "looking whether runs have changed", row -> row.getString(1),
        "select count(*) || '/' || coalesce(max(number), 0) || '/' || count(ended) || '/' || coalesce(max(ended)::text, '') || '/' || " + more + " from results.run").orElse("");
  }
}
