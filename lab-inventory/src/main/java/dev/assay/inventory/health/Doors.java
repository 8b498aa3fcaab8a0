package dev.assay.inventory.health;

import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;

/** The ways to a host that is looked at. */
public interface Doors {

  Power power();

  /** Log in; the caller closes it. */
  Shell shell();
}
