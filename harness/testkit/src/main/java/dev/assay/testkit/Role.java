package dev.assay.testkit;

import java.util.Locale;

/** The roles that users from a directory can have, each with all that those before it may. */
public enum Role implements Variant {
  READ_ONLY,
  VM_OPERATOR,
  VM_ADMIN,
  VM_POWER_ADMIN,
  POOL_OPERATOR,
  POOL_ADMIN;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
