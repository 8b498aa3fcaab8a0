package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.inventory.Lab;
import java.util.Optional;

/** Finds the build that somebody named, or the lab's default one. */
public final class ChosenBuild {

  /** A lab with a build a day has hundreds: those are not all told. */
  private static final int MOST_TOLD = 20;

  private ChosenBuild() {}

  /**
   * Find it.
   *
   * @throws AssayException.Usage when the lab has none of this name
   */
  public static Build of(Lab lab, Optional<String> name) {
    var id = name.map(BuildId::of).orElse(lab.defaultBuild());
    return lab.build(id).orElseThrow(() -> new AssayException.Usage("choosing build '" + id + "' in lab " + lab.name() + ": there is none; it has " + told(lab)));
  }

  private static String told(Lab lab) {
    var names = lab.builds().stream().map(known -> known.id().value()).toList();
    return names.size() <= MOST_TOLD ? String.join(", ", names)
        : names.size() + " from " + names.getFirst() + " to " + names.getLast() + "; see: assay lab builds";
  }
}
