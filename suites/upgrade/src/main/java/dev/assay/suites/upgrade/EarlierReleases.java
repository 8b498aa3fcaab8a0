package dev.assay.suites.upgrade;

import dev.assay.core.Build;
import dev.assay.testkit.Host;
import java.util.List;

/** What a build is upgraded from, release by release. */
final class EarlierReleases {

  private EarlierReleases() {}

  /** The last build of each earlier release that a host runs, the newest ones, as many as asked for; oldest first. */
  static List<Build> of(Host host, Build build, long most) {
    var builds = host.buildsBefore(build);
    var releases = builds.stream().filter(other -> isLastOfItsRelease(other, builds)).toList();
    return releases.subList((int) Math.max(0, releases.size() - most), releases.size());
  }

  private static boolean isLastOfItsRelease(Build build, List<Build> builds) {
    return builds.stream().skip(builds.indexOf(build) + 1).noneMatch(later -> later.version().equals(build.version()));
  }
}
