package dev.assay.site.pages;

import java.util.List;
import java.util.Optional;

/**
 * How a run's VMs came up, and what the hosts did meanwhile; all times in seconds since the first VM was started.
 *
 * @param other another run laid over it
 * @param testCase the case whose starts are shown; blank for all of the run
 */
public record ScaleView(Optional<Load> load, Optional<Load> other, List<Choice> choices, String run, String otherRun,
    List<CaseChoice> cases, String testCase) {

  /** Find what the other run read of the same thing; where it ran on another host, of the host in the same place of its list. */
  public Optional<Resource> beside(Load mine, Resource resource) {
    int place = named(mine, resource.kpi()).indexOf(resource);
    return other.map(load -> named(load, resource.kpi())).filter(theirs -> place < theirs.size()).map(theirs -> theirs.get(place));
  }

  ScaleView offering(List<Choice> others) {
    return new ScaleView(load, other, others, run, otherRun, cases, testCase);
  }

  private static List<Resource> named(Load load, String kpi) {
    return load.resources().stream().filter(resource -> resource.kpi().equals(kpi)).toList();
  }

  public record Choice(String run, String label) {}

  /** A case that started VMs. */
  public record CaseChoice(String name, int starts) {}

  /**
   * One run.
   *
   * @param density how long starts took by how many VMs were up already
   * @param knee where the curve bends, in VMs up; absent when it does not
   */
  public record Load(
      RunFacts run, int up, int failed, double p50, double p95, double p99, double lastReady, List<VmBar> vms, int leftOut, List<Concurrency> concurrency,
      List<DensityPoint> density, Optional<Knee> knee, String limiting, List<HeatCell> heat, List<Resource> resources) {}

  /** One VM: when it began to be made, was made, was asked to start, was started, had an address and could be logged in to; -1 where not known. */
  public record VmBar(String vm, double createFrom, double createTo, double startFrom, double startTo, double address, double ready, String failure) {}

  public record Concurrency(double at, int starting, int up) {}

  public record DensityPoint(double vms, double median, double low, double high, int samples) {}

  public record Knee(double vms, double before, double after) {}

  public record HeatCell(double from, double to, double least, double most, int count) {}

  /** A reading over time of something that VMs share. */
  public record Resource(String kpi, String unit, String host, List<Reading> readings) {}

  public record Reading(double at, double value) {}
}
