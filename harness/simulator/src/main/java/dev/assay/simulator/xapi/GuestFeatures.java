package dev.assay.simulator.xapi;

/** Whether a guest takes part in what needs its help: clean shutdown, suspend, migration. */
final class GuestFeatures {

  private GuestFeatures() {}

  /** Tell whether the guest's drivers are up, which is known by its agent's report. */
  static boolean present(Entity vm) {
    return vm.target("guest_metrics").map(metrics -> metrics.flag("live")).orElse(false);
  }
}
