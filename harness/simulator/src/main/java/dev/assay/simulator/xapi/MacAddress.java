package dev.assay.simulator.xapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The address of a VM's interface that nobody chose: it follows from the VM's seed and the interface's place. */
final class MacAddress {

  private MacAddress() {}

  /** Derive an address as the product does, so that the same seed gives the same address there. */
  static String of(String seed, int device) {
    var first = digest(seed.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 2 * device; i++) {
      first = digest(first);
    }
    var second = digest(first);
    int local = (first[0] & 0xff | 2) & ~1;
    return "%02x:%02x:%02x:%02x:%02x:%02x".formatted(local, first[1], first[2], first[3], second[1], second[2]);
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
