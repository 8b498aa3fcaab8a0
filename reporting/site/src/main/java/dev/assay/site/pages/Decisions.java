package dev.assay.site.pages;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.BuildId;
import java.util.List;

/** The gate's decisions about a build, by every policy there is: the same answer as in the terminal. */
@FunctionalInterface
public interface Decisions {
  List<GateDecision> of(BuildId build);
}
