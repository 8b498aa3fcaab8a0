package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What logs in to the lab's hosts and guests: made once, kept in files that only their owner reads.
 *
 * @param password of root and of the management controllers
 * @param key the public key that root's account takes
 * @param guestKey the public key that root of a guest takes
 * @param hostKey the public key by which hosts show who they are; all have one, whatever build is installed
 */
record Secrets(String password, String key, String guestKey, String hostKey) {

  /** In each guest's image; the same that simulated guests have, so that tests find it in every lab. */
  static final String GUEST_PASSWORD = "guest";

  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 16;

  static Secrets of(LabFolder lab) {
    if (!Files.isRegularFile(lab.password())) {
      Whole.secret(lab.password(), random() + "\n");
    }
    makeKey(lab, lab.key(), "assay-host");
    makeKey(lab, lab.guestKey(), "assay-guest");
    makeKey(lab, lab.hostKey(), "assay-hosts");
    return new Secrets(read(lab.password()), read(publicHalf(lab.key())), read(publicHalf(lab.guestKey())), read(publicHalf(lab.hostKey())));
  }

  /** Return those that were made before. */
  static Optional<Secrets> kept(LabFolder lab) {
    boolean made = Stream.of(lab.password(), publicHalf(lab.key()), publicHalf(lab.guestKey()), publicHalf(lab.hostKey())).allMatch(Files::isRegularFile);
    return made ? Optional.of(of(lab)) : Optional.empty();
  }

  /** The private half is put in its place last: where it is, the other is too. */
  private static void makeKey(LabFolder lab, Path key, String comment) {
    if (Files.isRegularFile(key) && Files.isRegularFile(publicHalf(key))) {
      return;
    }
    try {
      Files.createDirectories(lab.root());
      Files.deleteIfExists(key);
      Files.deleteIfExists(publicHalf(key));
    } catch (IOException e) {
      throw new AssayException.Lab("making the key " + key + ": " + e, e);
    }
    new Program(lab, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", key.toString()).succeed("making the key " + key);
  }

  /** Return them as the build of an image reads them. */
  SequencedMap<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("ASSAY_PASSWORD", password);
    variables.put("ASSAY_KEY", key);
    variables.put("ASSAY_GUEST_PASSWORD", GUEST_PASSWORD);
    variables.put("ASSAY_GUEST_KEY", guestKey);
    return variables;
  }

  /** Return the fingerprint of the hosts' key as SSH shows it. */
  String hostKeyFingerprint() {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Recipe.sha256().digest(Base64.getDecoder().decode(hostKey.split(" ")[1])));
  }

  static Path publicHalf(Path key) {
    return key.resolveSibling(key.getFileName() + ".pub");
  }

  static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new AssayException.Lab("reading " + file + ": " + e, e);
    }
  }

  private static String random() {
    var chance = new SecureRandom();
    var text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
