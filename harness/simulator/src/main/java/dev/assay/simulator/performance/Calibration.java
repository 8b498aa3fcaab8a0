package dev.assay.simulator.performance;

import dev.assay.core.Bytes;
import dev.assay.core.time.Chance;
import java.util.List;

/** Runs published experiments on the model and sets its results beside what was published. */
public final class Calibration {

  /** What a row was for: the parameters were chosen by it, or it was kept apart to test them. */
  public enum Use {
    FITTED,
    HELD_OUT
  }

  /**
   * One experiment.
   *
   * @param least the published figure, or the lower end of a published range
   * @param most the same figure, or the upper end
   * @param model what the model gives
   * @param source where the figure was published
   */
  public record Row(String experiment, String generation, String unit, double least, double most, double model, Use use, String source) {

    private static Row figure(String experiment, String generation, String unit, double published, double model, Use use, String source) {
      return new Row(experiment, generation, unit, published, published, model, use, source);
    }

    /** Return how far the model is off, as a fraction of the published figure or of the nearer end of its range. */
    public double residual() {
      return model < least ? model / least - 1 : model > most ? model / most - 1 : 0;
    }
  }

  private static final String BETA = "announcement of Creedence beta.2";
  private static final String LIMITS = "configuration limits of 6.2";
  private static final String AGGREGATES = "published aggregate throughputs";
  private static final String IDLE = "published start times";
  private static final String BUSY = "published times of the command line under load";
  private static final String FAIRER = "announcement of Dundee beta.1";
  private static final String CROWDED = "published shape of latency against fill, of another system";
  private static final String BOOT = "published boot measurements";
  private static final String BOUNDS = "bounds of migration on XenServer 5.5, Akoush and others, MASCOTS 2010";
  private static final String PROTOTYPE = "Xen 2 without a toolstack, Clark and others, NSDI 2005";
  private static final String BOUND = "bound of a public test procedure";

  private static final int STORM = Experiments.STORM;
  /** A limit of 500 Mb/s of memory, not of frames. */
  private static final double LIMITED = 0.05 / Parameters.PAYLOAD_SHARE;
  private static final Bytes GIB = Bytes.gib(1);

  private Calibration() {}

  /** Run every experiment; equal seeds give equal rows. */
  public static List<Row> run(long seed) {
    var calibration = new Experiments(Chance.seeded(seed).fork("calibration"), HostSettings.PUBLISHED);
    return List.of(
        Row.figure("boot storm, 125 Windows 7", "6.2", "s", 850, calibration.bootStorm("6.2", STORM), Use.FITTED, BETA),
        Row.figure("boot storm, 125 Windows 7", "6.5", "s", 350, calibration.bootStorm("6.5", STORM), Use.FITTED, BETA),
        Row.figure("PV VMs running, of 1000 asked for", "6.2", "VMs", 650, calibration.density("6.2", 1000, false), Use.FITTED, BETA),
        Row.figure("PV VMs running, of 1000 asked for", "6.5", "VMs", 1000, calibration.density("6.5", 1000, false), Use.FITTED, BETA),
        Row.figure("aggregate disk read", "6.2", "GB/s", 2.2, calibration.disk("6.2", true), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk read", "6.5", "GB/s", 9.9, calibration.disk("6.5", true), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk write", "6.2", "GB/s", 2.8, calibration.disk("6.2", false), Use.FITTED, AGGREGATES),
        Row.figure("aggregate disk write", "6.5", "GB/s", 7.8, calibration.disk("6.5", false), Use.FITTED, AGGREGATES),
        Row.figure("aggregate network between guests", "6.2", "Gb/s", 3, calibration.network("6.2"), Use.FITTED, AGGREGATES),
        Row.figure("aggregate network between guests", "6.5", "Gb/s", 25, calibration.network("6.5"), Use.FITTED, AGGREGATES),
        Row.figure("start on a full host over one a tenth full, medians", "6.5", "times", 2.16, calibration.crowding("6.5"), Use.FITTED, CROWDED),
        new Row("vm-list while 125 boot", "6.5", "s", 2, 3, calibration.listInStorm("6.5"), Use.FITTED, BUSY),
        new Row("vm-list while 125 boot, control groups", "7.0", "s", 0, 1, calibration.listInStorm("7.0"), Use.HELD_OUT, BUSY),
        new Row("slowest start over the median while 125 boot, control groups over none", "7.0", "times", 0, 1, calibration.slowestStart("7.0") / calibration.slowestStart("6.5"), Use.HELD_OUT, FAIRER),
        Row.figure("HVM VMs running, of 1000 asked for", "6.2", "VMs", 500, calibration.density("6.2", 1000, true), Use.HELD_OUT, LIMITS),
        new Row("one Windows 7 boots alone", "6.2", "s", 120, 180, calibration.bootStorm("6.2", 1), Use.HELD_OUT, BOOT),
        new Row("start of a VM on an idle host", "6.2", "s", 1, 2.5, calibration.idleStart("6.2"), Use.HELD_OUT, IDLE),
        Row.figure("downtime of a migration, 1 GiB at rest, 1 Gb/s", "6.1", "s", 0.314, calibration.downtime("6.1", 0.1, Experiments::atRest), Use.FITTED, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 100 Mb/s", "6.1", "s", 91.5, calibration.downtime("6.1", 0.01, Experiments.writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 1 Gb/s", "6.1", "s", 9.5, calibration.downtime("6.1", 0.1, Experiments.writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("downtime, all of 1 GiB written all the time, 10 Gb/s", "6.1", "s", 1.52, calibration.downtime("6.1", 1, Experiments.writing(GIB, GIB)), Use.HELD_OUT, BOUNDS),
        Row.figure("last copy, memory writer of 222.5 MB, 500 Mb/s", "6.1", "s", 3.5, calibration.lastCopy(LIMITED, 512, 222_500_000), Use.HELD_OUT, PROTOTYPE),
        Row.figure("last copy, SPECweb99 server of 18.2 MB, 1 Gb/s", "6.1", "s", 0.201, calibration.lastCopy(0.1, 800, 18_200_000), Use.HELD_OUT, PROTOTYPE),
        new Row("downtime while a disk migrates, 1 GiB at rest", "6.5", "s", 0, 30, calibration.downtime("6.5", 1, Experiments::atRest), Use.HELD_OUT, BOUND));
  }
}
