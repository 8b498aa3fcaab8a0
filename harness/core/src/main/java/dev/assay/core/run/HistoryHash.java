package dev.assay.core.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a history, event after event: equal seeds give equal hashes on any machine. */
public final class HistoryHash {

  private final MessageDigest digest;

  public HistoryHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public void add(HistoryEvent event) {
    text(Long.toString(event.sequence()));
    text(event.at().toString());
    text(event.kind());
    text(event.subject());
    text(Integer.toString(event.details().size()));
    event.details().forEach((name, value) -> {
      text(name);
      text(value);
    });
  }

  private void text(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  /** Return the hash of what was added so far, in hexadecimal. */
  public String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
