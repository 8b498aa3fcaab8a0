package dev.assay.site.access;

import dev.assay.core.AssayException;
import dev.assay.database.Database;
import dev.assay.database.Sql;
import dev.assay.database.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Tokens, sessions and the audit, in the schema {@code server}; every expiry is by the database's clock. */
public final class Access {

  public static final Duration SESSION = Duration.ofHours(12);
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,62}";

  private final Transactions transactions;

  private Access(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Open them in a database, bringing the schema {@code server} up to date. */
  public static Access over(Database database) {
    database.migrate("server");
    return new Access(new Transactions(database));
  }

  /** A token without its secret, which nobody can read again. */
  public record Token(String name, Role role, String madeBy, Instant made, Optional<Instant> expires, Optional<Instant> lastUsed) {}

  /**
   * Make a token and return its secret, this once.
   *
   * @throws AssayException.Usage when the name is taken or is none
   */
  public String issue(String name, Role role, Optional<Duration> life, String by) {
    if (!name.matches(NAME)) {
      throw new AssayException.Usage("making a token named '" + name + "': a name is 1 to 63 letters, digits and . _ @ -");
    }
    var secret = Secrets.fresh("assay_");
    transactions.run("making token " + name, connection -> {
      if (!Sql.list(connection, row -> row.getLong(1), "select id from server.token where name = ? and revoked is null", name).isEmpty()) {
        throw new AssayException.Usage("making token " + name + ": there is one of that name; revoke it first: assay serve token revoke " + name);
      }
      Sql.update(
          connection,
          "insert into server.token (name, role, hash, made_by, expires) values (?, ?, ?, ?, clock_timestamp() + nullif(?, -1) * interval '1 second')",
          name, role.name(), Secrets.hash(secret), by, life.map(Duration::toSeconds).orElse(-1L));
      return audit(connection, new Principal(by, Role.LAB_ADMIN, Optional.empty()), "token made", name + " as " + role.label(), "done", "command line");
    });
    return secret;
  }

  public List<Token> tokens() {
    return transactions.read("listing tokens", connection -> Sql.list(
        connection, Access::token, "select name, role, made_by, made, expires, last_used from server.token where revoked is null order by name"));
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("name"), Role.valueOf(row.getString("role")), row.getString("made_by"), Sql.instant(row, "made"), instant(row, "expires"), instant(row, "last_used"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
  }

  /** End a token and every session begun with it; return whether there was one. */
  public boolean revoke(String name, String by) {
    return transactions.run("revoking token " + name, connection -> {
      int revoked = Sql.update(connection, "update server.token set revoked = clock_timestamp() where name = ? and revoked is null", name);
      Sql.update(connection, "delete from server.session where token in (select id from server.token where name = ? and revoked is not null)", name);
      if (revoked > 0) {
        audit(connection, new Principal(by, Role.LAB_ADMIN, Optional.empty()), "token revoked", name, "done", "command line");
      }
      return revoked > 0;
    });
  }

  private record Known(Principal who, boolean notedLately) {}

  /** Find whose token this is, if it is anyone's who may still come in; that it was used is noted once a minute. */
  public Optional<Principal> byToken(String secret) {
    var hash = Secrets.hash(secret);
    var known = transactions.read("checking a token", connection -> Sql.one(
        connection,
        row -> new Known(new Principal(row.getString(1), Role.valueOf(row.getString(2)), Optional.empty()), row.getBoolean(3)),
        """
        select name, role, coalesce(last_used > clock_timestamp() - interval '1 minute', false) from server.token
        where hash = ? and revoked is null and (expires is null or expires > clock_timestamp())
        """,
        hash));
    if (known.filter(token -> !token.notedLately()).isPresent()) {
      transactions.runRepeatable("noting that a token was used", connection ->
          Sql.update(connection, "update server.token set last_used = clock_timestamp() where hash = ?", hash));
    }
    return known.map(Known::who);
  }

  /** Begin a session with a token; return the secret that its cookie holds. */
  public Optional<String> login(String tokenSecret, String address) {
    return byToken(tokenSecret).map(who -> beginSession(who, Optional.of(Secrets.hash(tokenSecret)), address));
  }

  /** Begin a session for somebody known otherwise: who started the server. */
  public String login(Principal who, String address) {
    return beginSession(who, Optional.empty(), address);
  }

  private String beginSession(Principal who, Optional<String> tokenHash, String address) {
    var secret = Secrets.fresh("");
    transactions.run("beginning a session of " + who.name(), connection -> {
      Sql.update(connection, "delete from server.session where expires < clock_timestamp()");
      Sql.update(
          connection,
          """
          insert into server.session (hash, token, name, role, expires)
          values (?, (select id from server.token where hash = ?), ?, ?, clock_timestamp() + ? * interval '1 second')
          """,
          Secrets.hash(secret), tokenHash.orElse(""), who.name(), who.role().name(), SESSION.toSeconds());
      return audit(connection, who, "login", who.name(), "done", address);
    });
    return secret;
  }

  /** Find whose session this is. */
  public Optional<Principal> bySession(String secret) {
    return transactions.read("checking a session", connection -> Sql.one(
        connection,
        row -> new Principal(row.getString(1), Role.valueOf(row.getString(2)), Optional.of(formToken(secret))),
        """
        select s.name, s.role from server.session s left join server.token t on t.id = s.token
        where s.hash = ? and s.expires > clock_timestamp() and (t.expires is null or t.expires > clock_timestamp())
        """,
        Secrets.hash(secret)));
  }

  /** What a form of this session must carry: no other site can know it. */
  private static String formToken(String sessionSecret) {
    return Secrets.hash("form of " + sessionSecret);
  }

  public static boolean isFormToken(Principal who, String given) {
    return who.formToken().filter(expected -> Secrets.same(expected, given)).isPresent();
  }

  /** Sign a line that a page shall show to this session: an address made elsewhere cannot put words into our mouth. */
  public static String signatureOf(Principal who, String said) {
    return who.formToken().map(token -> Secrets.hash(token + Secrets.hash(said))).orElse("");
  }

  public static boolean isSignedBy(Principal who, String said, String signature) {
    return who.formToken().isPresent() && Secrets.same(signatureOf(who, said), signature);
  }

  public void logout(String sessionSecret) {
    transactions.runRepeatable("ending a session", connection -> Sql.update(connection, "delete from server.session where hash = ?", Secrets.hash(sessionSecret)));
  }

  /** Note what somebody did or tried to do. */
  public void note(Principal who, String what, String subject, String outcome, String address) {
    transactions.run("noting in the audit that " + who.name() + " did " + what, connection -> audit(connection, who, what, subject, outcome, address));
  }

  private static int audit(Connection connection, Principal who, String what, String subject, String outcome, String address) throws SQLException {
    return Sql.update(
        connection, "insert into server.audit (who, role, what, subject, outcome, address) values (?, ?, ?, ?, ?, ?)",
        who.name(), who.role().label(), what, storable(subject), storable(outcome), address);
  }

  private static String storable(String text) {
    var printable = text.replace('\0', ' ');
    return printable.length() > 500 ? printable.substring(0, 499) + "…" : printable;
  }
}
