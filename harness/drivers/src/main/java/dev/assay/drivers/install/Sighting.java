package dev.assay.drivers.install;

import java.util.Optional;

/** What one look at a host found. */
sealed interface Sighting {

  /** Nothing to log in to, or not yet. */
  record Silent(String why) implements Sighting {}

  /** It can be logged in to and names its build, and its toolstack is not well, or not yet. */
  record Starting(InstalledIdentity identity, String why) implements Sighting {}

  /** It can be logged in to, and shell and toolstack agree on the build. */
  record Healthy(InstalledIdentity identity) implements Sighting {}

  default Optional<InstalledIdentity> seen() {
    return switch (this) {
      case Silent silent -> Optional.empty();
      case Starting(var identity, var why) -> Optional.of(identity);
      case Healthy(var identity) -> Optional.of(identity);
    };
  }

  default String describe() {
    return switch (this) {
      case Silent(var why) -> why;
      case Starting(var identity, var why) -> "it runs " + identity + ", and " + why;
      case Healthy(var identity) -> "it runs " + identity;
    };
  }
}
