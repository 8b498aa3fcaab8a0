package dev.assay.judge.triage;

import java.util.List;
import java.util.Optional;

/** Where known defects are kept. PostgreSQL is the default; a tracker can be another. */
public interface DefectSource {

  /** Name the source, as {@link Issue#source} has it. */
  String name();

  /**
   * Find one by its key.
   *
   * @throws dev.assay.core.AssayException.Unavailable when the source does not answer
   */
  Optional<Issue> find(String key);

  /** List all that are open. */
  List<Issue> open();
}
