package dev.assay.inventory;

import dev.assay.core.HostId;
import dev.assay.database.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Brings the database's hosts in line with a lab file: new ones come in, vanished ones retire, tokens and states stay. */
final class LabSync {

  private final Connection connection;
  private final Lab lab;

  LabSync(Connection connection, Lab lab) {
    this.connection = connection;
    this.lab = lab;
  }

  void run() throws SQLException {
    if (storedFingerprint().equals(fingerprint())) {
      return;
    }
    Sql.update(connection, "insert into inventory.lab (name) values (?) on conflict do nothing", lab.name());
    Sql.one(connection, row -> row.getString(1), "select name from inventory.lab where name = ? for update", lab.name());
    int position = 0;
    for (var site : lab.sites()) {
      for (var host : site.hosts()) {
        declare(host, site.name(), position++);
      }
    }
    retireVanished();
    Sql.update(connection, "update inventory.lab set fingerprint = ? where name = ?", fingerprint(), lab.name());
  }

  private void declare(Lab.Host host, String site, int position) throws SQLException {
    Sql.update(connection, """
        insert into inventory.host (lab, name, position, site, class) values (?, ?, ?, ?, ?)
        on conflict (lab, name) do update set position = excluded.position, site = excluded.site, class = excluded.class""",
        lab.name(), host.id().value(), position, site, host.hostClass());
    int returned = Sql.update(connection, """
        update inventory.host set state = 'READY', reason = '', who = 'lab file', ticket = '', since = clock_timestamp()
        where lab = ? and name = ? and state = 'RETIRED'""", lab.name(), host.id().value());
    if (returned > 0) {
      HostRows.record(connection, lab.name(), host.id(), HostState.RETIRED, HostState.READY, "lab file", "declared again", "");
      Audit.write(connection, "lab file", "return", lab.name(), host.id().value(), "declared again");
    }
  }

  private void retireVanished() throws SQLException {
    var declared = lab.hosts().stream().map(host -> host.id().value()).toArray(String[]::new);
    var vanished = Sql.list(connection, row -> HostId.of(row.getString(1)),
        "select name from inventory.host where lab = ? and state <> 'RETIRED' and not (name = any (?)) order by name", lab.name(), declared);
    for (var host : vanished) {
      HostRows.move(connection, lab.name(), host, HostState.RETIRED, "lab file", "the lab file does not declare it any more", "");
    }
  }

  private String storedFingerprint() throws SQLException {
    return Sql.one(connection, row -> row.getString(1), "select fingerprint from inventory.lab where name = ?", lab.name()).orElse("");
  }

  /** Name what is stored of the lab, so that a lab that did not change costs one query. */
  private String fingerprint() {
    var text = lab.sites().stream()
        .flatMap(site -> site.hosts().stream().map(host -> site.name() + "\t" + host.id() + "\t" + host.hostClass()))
        .collect(Collectors.joining("\n"));
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
