package dev.assay.inventory;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.database.Sql;
import dev.assay.inventory.matching.Match;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One try to grant a claim, within one transaction.
 *
 * <p>The lab's row is locked first, so grants in a lab come one after the other. Heartbeats do not take that lock: they and
 * the ending of expired leases meet at the lease's own row. A grant that was committed although its answer got lost is found
 * again by the claim.
 */
final class Granting {

  private final Connection connection;
  private final Lab lab;
  private final Reservation reservation;

  Granting(Connection connection, Lab lab, Reservation reservation) {
    this.connection = connection;
    this.lab = lab;
    this.reservation = reservation;
  }

  Optional<Lease> run() throws SQLException {
    Sql.one(connection, row -> row.getString(1), "select name from inventory.lab where name = ? for update", lab.name());
    return switch (ReservationRows.touch(connection, reservation).orElse("")) {
      case "WAITING" -> decide();
      case "GRANTED" -> LeaseRows.ofReservation(connection, reservation.id());
      default -> throw new AssayException.Cancelled("granting hosts to " + reservation.claimant().purpose() + ": the claim was withdrawn");
    };
  }

  private Optional<Lease> decide() throws SQLException {
    for (var expired : LeaseRows.endExpired(connection, lab.name())) {
      Audit.write(connection, "database clock", "expire", lab.name(), expired.value(), "no heartbeat in its length");
    }
    return switch (Standing.forGrant(connection, lab).decide(reservation)) {
      case Match.Chosen(var hosts) -> Optional.of(give(hosts));
      case Match.Waiting _, Match.Impossible _ -> Optional.empty();
    };
  }

  private Lease give(List<HostId> hosts) throws SQLException {
    long lease = LeaseRows.insert(connection, reservation);
    int position = 0;
    for (var host : hosts) {
      LeaseRows.addHost(connection, lease, lab.name(), host, position++, HostRows.nextToken(connection, lab.name(), host));
    }
    ReservationRows.setState(connection, reservation, "GRANTED");
    var claimant = reservation.claimant();
    Audit.write(connection, claimant.owner(), "grant", lab.name(), LeaseRows.id(lease).value(),
        String.join(" ", hosts.stream().map(HostId::value).toList()) + " for " + claimant.purpose());
    return LeaseRows.ofReservation(connection, reservation.id()).orElseThrow();
  }
}
