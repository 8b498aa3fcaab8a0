package dev.assay.inventory;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Tells whether a token is its host's live one, and if not, why. */
final class Fencing {

  private static final String STANDING = """
      select h.token, l.owner, l.purpose, coalesce(l.ending, '') as ending, l.expires_at <= clock_timestamp() as expired,
        l.evict_at <= clock_timestamp() as evicted
      from inventory.host h
      left join inventory.lease_host g on g.lab = h.lab and g.host = h.name and g.token = h.token
      left join inventory.lease l on l.id = g.lease
      where h.lab = ? and h.name = ?""";

  private Fencing() {}

  static void require(Connection connection, String lab, HostId host, FencingToken token) throws SQLException {
    var newest = Sql.one(connection, row -> new Grant(
        row.getLong("token"), row.getString("purpose") + " of " + row.getString("owner"), row.getString("ending"), row.getBoolean("expired"), row.getBoolean("evicted")),
        STANDING, lab, host.value())
        .orElseThrow(() -> new StaleLeaseException(host, token, "lab " + lab + " has no such host"));
    newest.refusal(token).ifPresent(reason -> {
      throw new StaleLeaseException(host, token, reason);
    });
  }

  /** The newest grant of a host. */
  private record Grant(long token, String holder, String ending, boolean expired, boolean evicted) {

    Optional<String> refusal(FencingToken presented) {
      if (presented.value() != token) {
        return Optional.of(presented.value() < token
            ? "token " + token + " was given to " + holder + " since"
            : "the host's newest token is " + token);
      }
      return switch (ending) {
        case "RELEASED" -> Optional.of("it was released");
        case "EXPIRED" -> Optional.of("it expired");
        case "EVICTED" -> Optional.of("it was evicted");
        default -> expired ? Optional.of("it expired") : evicted ? Optional.of("it was evicted") : Optional.empty();
      };
    }
  }
}
