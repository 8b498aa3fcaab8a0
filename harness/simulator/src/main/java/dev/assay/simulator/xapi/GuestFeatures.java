package dev.assay.simulator.xapi;

/** Whether a guest takes part in what needs its help: clean shutdown, suspend, migration. */
final class GuestFeatures {

  private GuestFeatures() {}

  /** Tell whether the guest's drivers are up: a paravirtual guest is nothing without them, of another one its agent reports. */
  static boolean present(Entity vm) {
    return paravirtual(vm) || vm.target("guest_metrics").map(metrics -> metrics.flag("live")).orElse(false);
  }

  private static boolean paravirtual(Entity vm) {
    return vm.target("metrics").filter(metrics -> metrics.text("current_domain_type").startsWith("pv")).isPresent();
  }
}
