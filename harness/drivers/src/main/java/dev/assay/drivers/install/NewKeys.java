package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.HostKeys;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.run.History;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Takes up the keys of a new system: its SSH key by its installer's word, which must bear the lease's token; its certificate over the
 * connection that this key vouches for.
 */
final class NewKeys {

  private static final Pattern REPORT = Pattern.compile("(\\S+) (?:ssh|ecdsa)-[a-z0-9-]+ ([A-Za-z0-9+/]+=*)");
  private static final List<String> CERTIFICATE =
      List.of("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", "/etc/xensource/xapi-ssl.pem");
  private static final Pattern FINGERPRINT = Pattern.compile("(?i)sha256 fingerprint=((?:[0-9a-f]{2}:){31}[0-9a-f]{2})");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Optional<HostKeys> keys;
  private final History history;
  private final HostId host;
  private int heard;
  private boolean certificateKnown = true;

  NewKeys(Optional<HostKeys> keys, History history, HostId host) {
    this.keys = keys;
    this.history = history;
    this.host = host;
  }

  /** Return how many reports have been believed. */
  int heard() {
    return heard;
  }

  /** Believe a report, {@code token type base64}, or say in the history why not. */
  void take(String report) {
    if (keys.isEmpty()) {
      return;
    }
    var read = REPORT.matcher(report);
    if (!read.matches()) {
      refuse("it is not 'token type base64'");
    } else if (!read.group(1).equals(keys.get().token())) {
      refuse("it does not bear the token of this lease");
    } else {
      fingerprint(read.group(2)).ifPresentOrElse(this::believe, () -> refuse("its key is not base64"));
    }
  }

  private void believe(String fingerprint) {
    keys.orElseThrow().sshKeyIs(fingerprint);
    note("install.key", Map.of("ssh", fingerprint));
    certificateKnown = !keys.orElseThrow().pinsCertificate();
    heard++;
  }

  /** Look for the certificate if the system is new; say why it is not known yet, if so. */
  Optional<String> certificateStillUnknown(Supplier<Shell> shell) {
    if (certificateKnown) {
      return Optional.empty();
    }
    try (var opened = shell.get()) {
      var answer = opened.run(LIMIT, CERTIFICATE);
      var read = FINGERPRINT.matcher(answer.output());
      if (!answer.succeeded() || !read.find()) {
        return Optional.of("it has no certificate yet: " + (answer.output() + " " + answer.errors()).strip());
      }
      var sha256 = read.group(1).replace(":", "").toLowerCase(Locale.ROOT);
      keys.orElseThrow().certificateIs(sha256);
      note("install.key", Map.of("certificate", sha256));
      certificateKnown = true;
      return Optional.empty();
    } catch (StaleLeaseException | WrongIdentityException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product | AssayException.TimedOut e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> fingerprint(String base64) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
      return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void refuse(String why) {
    note("install.key-refused", Map.of("why", "the report of a new key is not believed: " + why));
  }

  private void note(String kind, Map<String, String> details) {
    history.append(kind, host.value(), details);
  }
}
