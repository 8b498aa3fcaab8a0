package dev.assay.store;

import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Finds the signature of a failure, or enters a new one. */
final class SignatureBook {

  /** Grows when masking changes: a new algorithm makes new signatures and never regroups those of old failures. */
  private static final int ALGORITHM = 1;

  private SignatureBook() {}

  /** Return the number of the outcome's signature; none for a pass or a skip. */
  static @Nullable Long numberOf(StatelessSession session, Outcome outcome, List<HostId> hosts, String source) {
    return switch (outcome.verdict()) {
      case PASS, SKIPPED -> null;
      case FAIL, INCONCLUSIVE -> {
        var message = MaskedMessage.of(Text.storable(outcome.message()), hosts.stream().map(HostId::value).toList()).text();
        yield number(session, outcome, message, Text.storable(TopFrame.of(outcome.thrown(), source)));
      }
    };
  }

  private static long number(StatelessSession session, Outcome outcome, String message, String frame) {
    var hash = hash(outcome, message, frame);
    var known = find(session, hash);
    if (known != null) {
      return known;
    }
    session
        .createNativeMutationQuery(
            """
            insert into results.signature (algorithm, hash, verdict, message, frame)
            values (:algorithm, :hash, :verdict, :message, :frame) on conflict (algorithm, hash) do nothing
            """)
        .setParameter("algorithm", ALGORITHM)
        .setParameter("hash", hash)
        .setParameter("verdict", outcome.verdict().name())
        .setParameter("message", message)
        .setParameter("frame", frame)
        .executeUpdate();
    var entered = find(session, hash);
    if (entered == null) {
      throw new IllegalStateException("entering the signature of '" + message + "': it is not there afterwards");
    }
    return entered;
  }

  private static @Nullable Long find(StatelessSession session, String hash) {
    return session
        .createNativeQuery("select number from results.signature where algorithm = :algorithm and hash = :hash", Long.class)
        .setParameter("algorithm", ALGORITHM)
        .setParameter("hash", hash)
        .getSingleResultOrNull();
  }

  private static String hash(Outcome outcome, String message, String frame) {
    try {
      var text = String.join("\n", outcome.verdict().name(), outcome.blame().name(), frame, message);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
