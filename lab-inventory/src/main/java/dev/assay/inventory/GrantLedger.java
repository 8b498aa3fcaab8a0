package dev.assay.inventory;

import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * All grants that were ever made, looked through for what must never be.
 *
 * @param grants how many grants of a host there were
 * @param wrong hosts that two leases had at the same instant, and tokens that did not grow, and leases that ended by halves; a line each
 */
public record GrantLedger(long grants, List<String> wrong) {

  static GrantLedger read(Connection connection) throws SQLException {
    var wrong = new ArrayList<String>();
    wrong.addAll(Sql.list(connection, row -> row.getString(1), """
        select 'host ' || a.host || ' was held by L-' || a.lease || ' and L-' || b.lease || ' at the same time'
        from inventory.lease_host a join inventory.lease la on la.id = a.lease
        join inventory.lease_host b on b.lab = a.lab and b.host = a.host and b.lease > a.lease join inventory.lease lb on lb.id = b.lease
        where la.granted_at < coalesce(lb.ended_at, 'infinity') and lb.granted_at < coalesce(la.ended_at, 'infinity')
        order by a.lease, b.lease, a.host"""));
    wrong.addAll(Sql.list(connection, row -> row.getString(1), """
        select 'the token of host ' || host || ' went from ' || before || ' to ' || token || ' with L-' || lease
        from (select host, lease, token, lag(token) over (partition by lab, host order by lease) as before from inventory.lease_host) t
        where before >= token order by lease, host"""));
    wrong.addAll(Sql.list(connection, row -> row.getString(1), """
        select 'lease L-' || id || ' ended at ' || coalesce(ended_at::text, 'no time') || ' as ' || coalesce(ending, 'nothing')
        from inventory.lease where (ended_at is null) <> (ending is null) order by id"""));
    return new GrantLedger(Sql.one(connection, row -> row.getLong(1), "select count(*) from inventory.lease_host").orElse(0L), List.copyOf(wrong));
  }
}
