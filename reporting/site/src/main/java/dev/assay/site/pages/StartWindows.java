package dev.assay.site.pages;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds which attempts of a run started VMs: a storm and what was tried after it are told apart by that. */
final class StartWindows {

  private static final int MOST_ATTEMPTS = 20_000;
  private static final int SHOWN = 30;

  private static final int KEPT = 200;

  private final Look look;

  private final Recent<Long, List<Window>> ended = new Recent<>(KEPT);

  StartWindows(Look look) {
    this.look = look;
  }

  /**
   * An attempt that started VMs, in nanoseconds of the lab's time.
   *
   * @param starts how many it started
   */
  record Window(String testCase, long from, long to, int starts) {

    static final Window WHOLE_RUN = new Window("", Long.MIN_VALUE, Long.MAX_VALUE, 0);
  }

  /** List those with the most starts first; none where no attempt's time holds a start. */
  List<Window> of(RunFacts run) {
    return run.done() ? ended.get(run.number(), () -> read(run)) : read(run);
  }

  private List<Window> read(RunFacts run) {
    long[] starts = look.list("reading when VMs of " + run.name() + " were started", row -> row.getLong(1),
        "select at_nanos from results.history_event where run = ? and kind = 'vm.start.started' order by at_nanos", run.number()).stream().mapToLong(Long::longValue).toArray();
    return look.list(
        "reading the attempts of " + run.name(), row -> window(row.getString(1), row.getLong(2), row.getLong(2) + row.getLong(3), starts),
        """
        select c.name, a.began_nanos, a.took_nanos from results.attempt a join results.planned_case c on c.run = a.run and c.ordinal = a.ordinal
        where a.run = ? and a.ended is not null order by a.ordinal, a.number limit ?
        """,
        run.number(), MOST_ATTEMPTS).stream()
        .filter(window -> window.starts() > 0).sorted(Comparator.comparingInt(Window::starts).reversed()).limit(SHOWN).toList();
  }

  private static Window window(String testCase, long from, long to, long[] starts) {
    return new Window(testCase, from, to, before(starts, to) - before(starts, from));
  }

  private static int before(long[] sorted, long at) {
    int place = Arrays.binarySearch(sorted, at);
    return place >= 0 ? place : -place - 1;
  }
}
