package dev.assay.xapi.table;

import java.util.Optional;

/**
 * From which release to which a thing exists.
 *
 * @param came the first release that had it, as a prototype or published
 * @param published the release that made it part of the API, absent while it is a prototype
 * @param removed the first release that no longer offers it
 */
public record Lifecycle(Release came, Optional<Release> published, Optional<Release> deprecated, Optional<Release> removed) {

  /**
   * Say whether the release has it on the wire: it has come and is not removed. Records are more lasting: they keep their
   * removed fields, see {@link #knownIn}.
   */
  public boolean offeredIn(Release release) {
    return knownIn(release) && removed.filter(gone -> gone.compareTo(release) <= 0).isEmpty();
  }

  /** Say whether the release has heard of it, be it removed since. */
  public boolean knownIn(Release release) {
    return came.compareTo(release) <= 0;
  }

  public boolean deprecatedIn(Release release) {
    return deprecated.filter(since -> since.compareTo(release) <= 0).isPresent();
  }
}
