package dev.assay.site.pages;

import dev.assay.database.Query;
import dev.assay.database.Sql;
import dev.assay.site.pages.LabView.Bar;
import dev.assay.site.pages.LabView.HostCell;
import dev.assay.site.pages.LabView.LeaseRow;
import dev.assay.site.pages.LabView.Waiting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the floor of the lab as the inventory holds it, by the database's clock. */
final class LabPage {

  private final Look look;
  private final Forecasts forecasts;

  LabPage(Look look, Forecasts forecasts) {
    this.look = look;
    this.forecasts = forecasts;
  }

  View read(PageQuery query) {
    var lab = query.text("lab").orElse("");
    var host = query.text("host").orElse("");
    var labs = Query.of(row -> row.getString(1), "select name from inventory.lab order by name");
    var floor = hosts(lab);
    var leases = leases(lab);
    var day = bars(lab);
    var waiting = waiting(lab);
    look.together("reading the floor of the lab", List.of(labs, floor, leases, day, waiting));
    var hosts = floor.rows().stream().filter(cell -> host.isEmpty() || cell.name().equals(host)).toList();
    var bars = day.rows().stream().filter(bar -> host.isEmpty() || bar.host().equals(host)).toList();
    double busy = bars.stream().mapToDouble(bar -> Math.min(0, bar.toHours()) - bar.fromHours()).sum();
    var view = new LabView(
        hosts, leases.rows(), bars, expected(waiting.rows()), count(hosts, "free"), count(hosts, "leased"), count(hosts, "quarantined") + count(hosts, "suspect"),
        count(hosts, "maintenance") + count(hosts, "cleaning"), hosts.isEmpty() ? 0 : busy / (24 * hosts.size()), lab, labs.rows(), host);
    return new View("Lab floor", "pages/lab.jte", view);
  }

  private static int count(List<HostCell> hosts, String word) {
    return (int) hosts.stream().filter(host -> host.word().equals(word)).count();
  }

  private static Query<HostCell> hosts(String lab) {
    return Query.of(
        LabPage::host,
        """
        select h.lab, h.name, h.site, h.class, h.state, h.reason, h.since, h.last_good_install, l.owner, l.purpose, l.expires_at
        from inventory.host h
          left join inventory.lease_host lh on lh.lab = h.lab and lh.host = h.name and not lh.ended
          left join inventory.lease l on l.id = lh.lease and l.ended_at is null and l.expires_at > clock_timestamp()
        where h.state <> 'RETIRED' and (? = '' or h.lab = ?) order by h.lab, h.site, h.position, h.name
        """,
        lab, lab);
  }

  private static HostCell host(ResultSet row) throws SQLException {
    var until = Optional.ofNullable(row.getObject("expires_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    var state = row.getString("state").toLowerCase(Locale.ROOT);
    return new HostCell(
        row.getString("lab"), row.getString("name"), row.getString("site"), row.getString("class"), until.isPresent() ? "leased" : state.equals("ready") ? "free" : state,
        row.getString("reason"), Sql.instant(row, "since"), text(row, "owner"), text(row, "purpose"), until, row.getString("last_good_install"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }

  private static Query<LeaseRow> leases(String lab) {
    return Query.of(
        row -> new LeaseRow(
            row.getLong("id"), row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getString("hosts"), Sql.instant(row, "granted_at"),
            Sql.instant(row, "until"), row.getBoolean("open")),
        """
        select l.id, l.lab, l.owner, l.purpose, l.granted_at, coalesce(l.ended_at, l.expires_at) as until,
          l.ended_at is null and l.expires_at > clock_timestamp() as open,
          (select string_agg(host, ' ' order by position) from inventory.lease_host where lease = l.id) as hosts
        from inventory.lease l where ? = '' or l.lab = ? order by open desc, l.id desc limit 20
        """,
        lab, lab);
  }

  private static Query<Bar> bars(String lab) {
    return Query.of(
        row -> new Bar(
            row.getString("host"), "L-" + row.getLong("id"), row.getString("owner"), row.getString("purpose"), row.getDouble("from_hours"), row.getDouble("to_hours"),
            row.getBoolean("open")),
        """
        select lh.host, l.id, l.owner, l.purpose,
          greatest(-24, extract(epoch from l.granted_at - clock_timestamp()) / 3600) as from_hours,
          extract(epoch from coalesce(l.ended_at, least(l.expires_at, clock_timestamp())) - clock_timestamp()) / 3600 as to_hours,
          l.ended_at is null and l.expires_at > clock_timestamp() as open
        from inventory.lease l join inventory.lease_host lh on lh.lease = l.id
        where coalesce(l.ended_at, l.expires_at) > clock_timestamp() - interval '24 hours' and (? = '' or l.lab = ?)
        order by lh.host, l.id limit 2000
        """,
        lab, lab);
  }

  private List<Waiting> expected(List<Waiting> waiting) {
    var expected = new HashMap<Long, String>();
    waiting.stream().map(Waiting::lab).distinct().forEach(name -> expected.putAll(forecasts.of(name)));
    return waiting.stream().map(claim -> claim.expected(expected.getOrDefault(claim.id(), ""))).toList();
  }

  private static Query<Waiting> waiting(String lab) {
    return Query.of(
        row -> new Waiting(
            row.getLong("id"), row.getString("lab"), row.getString("owner"), row.getString("purpose"), row.getInt("priority"), row.getString("request"),
            Sql.instant(row, "requested_at"), row.getInt("place"), ""),
        """
        select id, lab, owner, purpose, priority, request, requested_at, row_number() over (partition by lab order by priority, id)::int as place
        from inventory.reservation
        where state = 'WAITING' and (standing or asked_at > clock_timestamp() - interval '5 minutes') and (? = '' or lab = ?)
        order by lab, priority, id limit 200
        """,
        lab, lab);
  }
}
