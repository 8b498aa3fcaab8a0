package dev.assay.site.exports;

import dev.assay.store.CaseRecord;
import java.util.function.Consumer;

/** Gives the cases of a run one after another, in plan order. */
public interface Cases {
  void each(Consumer<CaseRecord> reader);
}
