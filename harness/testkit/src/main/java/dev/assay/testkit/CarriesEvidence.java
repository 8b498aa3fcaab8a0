package dev.assay.testkit;

import dev.assay.core.run.Evidence;
import java.util.List;

/** A failure that brings along what helps to understand it; it is kept with the attempt. */
public interface CarriesEvidence {

  List<Evidence> evidence();
}
