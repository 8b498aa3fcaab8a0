package dev.assay.site.mail;

import dev.assay.core.Verdict;
import dev.assay.judge.Judge;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The latest whole runs of the same suite up to one run, oldest first, that one last. */
public record Past(List<RunRecord> runs) {

  private static final int SHOWN = 14;
  private static final int LOOKED_AT = 300;

  public Past {
    runs = List.copyOf(runs);
  }

  public static Past of(Runs stored, RunRecord run) {
    var found = new ArrayList<RunRecord>();
    stored.latest(LOOKED_AT).stream().dropWhile(other -> !other.id().equals(run.id())).skip(1)
        .filter(other -> other.header().suite().equals(run.header().suite()) && other.verdict().isPresent() && !other.header().options().containsKey(Judge.SELECTION))
        .limit(SHOWN - 1).forEach(found::addFirst);
    found.add(run);
    return new Past(found);
  }

  /** Return the run before. */
  public Optional<RunRecord> before() {
    return runs.size() < 2 ? Optional.empty() : Optional.of(runs.get(runs.size() - 2));
  }

  /** Whether the verdict is another than that of the run before; the first run of a suite changes it, too. */
  public boolean isChange() {
    return !before().flatMap(RunRecord::verdict).equals(verdict());
  }

  private Optional<Verdict> verdict() {
    return runs.getLast().verdict();
  }
}
