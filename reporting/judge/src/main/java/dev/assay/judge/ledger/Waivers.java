package dev.assay.judge.ledger;

import dev.assay.analysis.gate.Waiver;
import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The waivers in the schema {@code judgement}. An expired one stays and is shown to the gate, where it blocks. */
public final class Waivers {

  private final Transactions transactions;

  private Waivers(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Bring the schema up to date, and work there. */
  public static Waivers over(Database database) {
    return new Waivers(Schema.of(database));
  }

  /** Write a waiver down, with an audit row, and return it. */
  public KeptWaiver add(String policy, Waiver waiver, String by) {
    var number = transactions.run("writing down a waiver of " + waiver.criterion(), connection -> {
      long given = Sql.one(connection, row -> row.getLong(1),
          """
          insert into judgement.waiver (policy, criterion, subject, build, owner, reason, ticket, made_by, expires)
          values (?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?) returning number
          """,
          policy, waiver.criterion(), waiver.subject().orElse(""), waiver.build().orElse(""), waiver.owner(), waiver.reason(), waiver.ticket(), by,
          waiver.expires()).orElseThrow();
      Audit.write(connection, by, "waive", "W-" + given, policy + "/" + waiver.criterion() + waiver.subject().map(subject -> " " + subject).orElse("")
          + waiver.build().map(build -> " on " + build).orElse("") + " until " + waiver.expires() + ": " + waiver.reason() + " " + waiver.ticket());
      return given;
    });
    return find(number);
  }

  /**
   * Take a waiver back; it holds no more, and stays readable.
   *
   * @throws AssayException.Nothing when there is none of this number, or it was taken back before
   */
  public KeptWaiver withdraw(long number, String by, String why) {
    transactions.run("taking back waiver W-" + number, connection -> {
      int changed = Sql.update(connection,
          "update judgement.waiver set withdrawn = clock_timestamp(), withdrawn_by = ? where number = ? and withdrawn is null", by, number);
      if (changed == 0) {
        throw new AssayException.Nothing("taking back waiver W-" + number + ": there is none that still holds; see: assay gate waivers --all");
      }
      Audit.write(connection, by, "unwaive", "W-" + number, why);
      return changed;
    });
    return find(number);
  }

  /** List all, newest first. */
  public List<KeptWaiver> all() {
    return transactions.runRepeatable("reading the waivers", connection ->
        Sql.list(connection, Waivers::read, "select * from judgement.waiver order by number desc"));
  }

  /** List those of a policy that were not taken back, expired ones included: the gate has to say that they are. */
  public List<Waiver> of(String policy) {
    return all().stream().filter(kept -> kept.policy().equals(policy) && kept.withdrawn().isEmpty()).map(KeptWaiver::waiver).toList();
  }

  private KeptWaiver find(long number) {
    return transactions.runRepeatable("reading waiver W-" + number, connection ->
        Sql.one(connection, Waivers::read, "select * from judgement.waiver where number = ?", number)).orElseThrow();
  }

  private static KeptWaiver read(ResultSet row) throws SQLException {
    var waiver = new Waiver(
        row.getString("criterion"), Optional.ofNullable(row.getString("subject")), Optional.ofNullable(row.getString("build")), row.getString("owner"),
        row.getString("reason"), row.getString("ticket"), Sql.instant(row, "expires"));
    return new KeptWaiver(
        row.getLong("number"), row.getString("policy"), waiver, Sql.instant(row, "made"), row.getString("made_by"),
        instant(row.getObject("withdrawn", OffsetDateTime.class)));
  }

  private static Optional<Instant> instant(@Nullable OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }
}
