package dev.assay.site.access;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.Locale;

/** What somebody may do; each role may do all that those before it may. */
public enum Role {
  /** Reads every page but the audit. */
  VIEWER,
  /** Starts, cancels and repeats runs, reserves and releases hosts, sorts failures. */
  USER,
  /** Looks after hosts, tokens and waivers, and reads the audit. */
  LAB_ADMIN;

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  public static Role named(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst().orElseThrow(() -> new AssayException.Usage(
        "choosing role '" + label + "': there is none; there are " + String.join(", ", Arrays.stream(values()).map(Role::label).toList())));
  }
}
