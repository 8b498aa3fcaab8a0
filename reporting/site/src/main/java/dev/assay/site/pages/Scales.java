package dev.assay.site.pages;

import dev.assay.database.Database;
import java.util.Optional;

/** Reads how a run's VMs came up, for those who print it. */
public final class Scales {

  private final ScalePage page;

  private Scales(ScalePage page) {
    this.page = page;
  }

  public static Scales over(Database database) {
    var look = new Look(database);
    return new Scales(new ScalePage(look, new RunTable(look), new Marks(look)));
  }

  /** Read the case that is named, else the one with the most starts. */
  public ScaleView of(String run, Optional<String> testCase) {
    return page.view(Optional.of(run), Optional.empty(), testCase);
  }
}
