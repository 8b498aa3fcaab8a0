package dev.assay.cli.run;

import dev.assay.cli.Workspace;
import dev.assay.core.BuildId;
import java.util.List;

/** The order in which builds came out: that of the lab file. Of a build that it does not name nothing is known. */
record BuildOrder(List<BuildId> builds) {

  static BuildOrder of(Workspace workspace) {
    return new BuildOrder(workspace.lab().builds().stream().map(build -> build.id()).toList());
  }

  /** Whether the first surely came after the second. */
  boolean isNewer(BuildId one, BuildId other) {
    int place = builds.indexOf(one);
    int otherPlace = builds.indexOf(other);
    return place >= 0 && otherPlace >= 0 && place > otherPlace;
  }

  /** List what came out from the one to the other, both included; empty when they do not lie in that order. */
  List<BuildId> between(BuildId first, BuildId last) {
    return isNewer(last, first) ? builds.subList(builds.indexOf(first), builds.indexOf(last) + 1) : List.of();
  }
}
