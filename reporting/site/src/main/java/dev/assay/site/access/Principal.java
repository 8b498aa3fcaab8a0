package dev.assay.site.access;

import java.util.Optional;

/**
 * Somebody who is asking.
 *
 * @param formToken what forms of this session must carry; absent for those who show their token with each call
 */
public record Principal(String name, Role role, Optional<String> formToken) {

  /** Whoever reads where reading is open to all. */
  public static final Principal ANONYMOUS = new Principal("anonymous", Role.VIEWER, Optional.empty());

  /** Whoever has not shown who they are, in the audit. */
  public static final Principal UNKNOWN = new Principal("(not logged in)", Role.VIEWER, Optional.empty());
}
