package dev.assay.inventory;

import dev.assay.database.Sql;
import dev.assay.inventory.planning.Calibration;
import dev.assay.inventory.planning.Forecast;
import dev.assay.inventory.planning.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The first forecast of each claim that had to wait, beside which stands when its lease began. */
final class ForecastRows {

  private static final int RECORDS = 400;

  private ForecastRows() {}

  /** Forecast those waiting claims that never were, and keep it. */
  static void note(Connection connection, String lab, Snapshot snapshot) throws SQLException {
    var fresh = Sql.list(connection, row -> row.getLong(1), """
        select id from inventory.reservation r where lab = ? and state = 'WAITING'
          and not exists (select 1 from inventory.forecast f where f.reservation = r.id)""", lab);
    if (fresh.isEmpty()) {
      return;
    }
    for (var forecast : Forecast.raw(snapshot)) {
      if (forecast.expected().isPresent() && fresh.contains(forecast.claim().id())) {
        Sql.update(connection, "insert into inventory.forecast (reservation, lab, made_at, expected_at, spread_millis) values (?, ?, ?, ?, ?) on conflict do nothing",
            forecast.claim().id(), lab, snapshot.now(), forecast.expected().get(), forecast.spread().toMillis());
      }
    }
  }

  /** Read what became of forecasts; those of booked times say nothing of waiting. */
  static Calibration calibration(Connection connection, String lab) throws SQLException {
    return new Calibration(Sql.list(connection, row -> new Calibration.Past(Duration.ofMillis(row.getLong(1)), Duration.ofMillis(row.getLong(2)), Duration.ofMillis(row.getLong(3))), """
        select (extract(epoch from f.expected_at - f.made_at) * 1000)::bigint, f.spread_millis,
          (extract(epoch from (select min(l.granted_at) from inventory.lease l where l.reservation = f.reservation) - f.made_at) * 1000)::bigint
        from inventory.forecast f join inventory.reservation r on r.id = f.reservation
        where f.lab = ? and r.start_after is null and exists (select 1 from inventory.lease l where l.reservation = f.reservation)
        order by f.reservation desc limit ?""", lab, RECORDS));
  }
}
