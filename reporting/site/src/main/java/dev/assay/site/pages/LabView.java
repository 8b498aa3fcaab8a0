package dev.assay.site.pages;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The hosts of all labs, who holds them, and who waits.
 *
 * @param utilisation the share of host time in the latest 24 hours that was leased, from 0 to 1
 */
public record LabView(
    List<HostCell> hosts, List<LeaseRow> leases, List<Bar> bars, List<Waiting> queue, int free, int leased, int broken, int draining, double utilisation, String lab,
    List<String> labs, String host) {

  /**
   * A host.
   *
   * @param word free, leased, quarantined, suspect, cleaning, maintenance
   * @param since when it came into its state
   */
  public record HostCell(
      String lab, String name, String site, String hostClass, String word, String reason, Instant since, String owner, String purpose, Optional<Instant> until, String lastGoodInstall) {

    /** Whether it is neither to be had nor in use: then people ask why, and for how long. */
    public boolean isOut() {
      return !word.equals("free") && !word.equals("leased");
    }
  }

  public record LeaseRow(long id, String lab, String owner, String purpose, String hosts, Instant granted, Instant until, boolean open) {

    public String name() {
      return "L-" + id;
    }
  }

  /** A lease of a host, in hours before now; 0 is now. */
  public record Bar(String host, String lease, String owner, String purpose, double fromHours, double toHours, boolean open) {}

  /**
   * A claim in the queue.
   *
   * @param eta when it is expected to be served, in words; blank when nobody can tell
   */
  public record Waiting(long id, String lab, String owner, String purpose, int priority, String needs, Instant since, int place, String eta) {

    Waiting expected(String when) {
      return new Waiting(id, lab, owner, purpose, priority, needs, since, place, when);
    }
  }
}
