package dev.assay.simulator.xapi;

import java.util.Optional;

/**
 * The directory service of the lab's network. It knows every account whose name begins with {@code assay-}; its password
 * is its name.
 */
final class Directory {

  private static final String PREFIX = "assay-";

  private Directory() {}

  /** Find an account's identifier; a domain before or after its name is left out. */
  static Optional<String> identifier(String account) {
    var name = name(account);
    return name.startsWith(PREFIX) ? Optional.of("S-1-5-21-1000-2000-" + Integer.toUnsignedString(name.hashCode())) : Optional.empty();
  }

  static boolean accepts(String account, String password) {
    return identifier(account).isPresent() && name(account).equals(password);
  }

  static String name(String account) {
    return account.substring(account.indexOf('\\') + 1).replaceFirst("@.*$", "").toLowerCase(java.util.Locale.ROOT);
  }
}
