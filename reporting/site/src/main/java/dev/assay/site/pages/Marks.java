package dev.assay.site.pages;

/** Says what state the stored runs, and what people said of them, are in: what was read of them holds until that changes. */
final class Marks {

  private static final String NOW =
      """
      with runs as (
        select count(*) || '/' || coalesce(max(number), 0) || '/' || count(ended) || '/' || coalesce(max(ended)::text, '') as ended,
          case when count(*) filter (where ended is null and heartbeat > clock_timestamp() - interval '60 seconds') > 0
            then floor(extract(epoch from clock_timestamp()) / 5)::text else '' end as beat
        from results.run)
      select ended, beat, (select count(*) || '/' || coalesce(max(id), 0) from judgement.audit) || '/' || (select count(*) || '/' || coalesce(max(number), 0) from judgement.link) as said,
        floor(extract(epoch from clock_timestamp()) / 600)::text as stretch
      from runs
      """;

  private final Look look;

  Marks(Look look) {
    this.look = look;
  }

  /**
   * How things stand at one moment.
   *
   * @param ended changes when a run begins or ends
   * @param beat changes every five seconds while a run is going on
   * @param said changes when somebody waives, links, mutes and so on; counted too, since of two at once the one with the higher number may be seen first
   * @param stretch changes every ten minutes, for what grows old
   */
  record Mark(String ended, String beat, String said, String stretch) {

    /** What open runs count in holds as long as this is the same. */
    String all() {
      return ended + " " + beat;
    }

    /** Decisions hold as long as this is the same: waivers and the freshness of results end by themselves. */
    String decisions() {
      return ended + " " + said + " " + stretch;
    }
  }

  Mark now() {
    return look.one("looking whether runs have changed", row -> new Mark(row.getString(1), row.getString(2), row.getString(3), row.getString(4)), NOW)
        .orElseThrow();
  }
}
