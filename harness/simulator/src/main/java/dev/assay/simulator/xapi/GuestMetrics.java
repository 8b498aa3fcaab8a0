package dev.assay.simulator.xapi;

import java.util.ArrayList;
import java.util.List;

/** Keeps {@code VM_guest_metrics}: what the agent in the guest reports. */
final class GuestMetrics {

  private GuestMetrics() {}

  /** A guest that goes on elsewhere reports anew, if it had come that far. */
  static void renew(Domain domain) {
    if (domain.guest().agentAnswers()) {
      report(domain);
    }
  }

  static void report(Domain domain) {
    var vm = domain.vm();
    var database = domain.host().pool().database();
    var metrics = vm.target("guest_metrics").orElseGet(() -> database.create("VM_guest_metrics"));
    metrics.set("os_version", Values.map("name", vm.text("reference_label"), "distro", vm.text("reference_label").replaceFirst("-.*", ""), "uname", ""));
    metrics.set("PV_drivers_version", Values.map("major", "9", "minor", "3", "micro", "0", "build", "1"));
    metrics.set("PV_drivers_up_to_date", true).set("PV_drivers_detected", true);
    metrics.set("other", Values.map(
        "feature-shutdown", "1", "feature-reboot", "1", "feature-suspend", "1", "feature-balloon", "1", "feature-vcpu-hotplug", "1"));
    metrics.set("disks", Values.map()).set("live", true).set("can_use_hotplug_vbd", "yes").set("can_use_hotplug_vif", "yes");
    metrics.set("last_updated", domain.host().now());
    reportAddresses(domain, metrics);
    vm.set("guest_metrics", metrics.ref());
  }

  private static void reportAddresses(Domain domain, Entity metrics) {
    var addresses = new ArrayList<Object>();
    domain.guest().address().ifPresent(address -> addresses.addAll(List.of("0/ip", address, "0/ipv4/0", address)));
    metrics.set("networks", Values.map(addresses.toArray()));
  }

  /** Give a copy of a VM what the original's agent last reported, as the product does. */
  static void copy(Entity vm, Entity copy, ObjectDatabase database) {
    forget(copy, database);
    vm.target("guest_metrics").ifPresent(original -> {
      var metrics = database.create("VM_guest_metrics");
      for (int i = 0; i < original.schema().size(); i++) {
        var field = original.schema().fieldAt(i).name();
        if (!field.equals("uuid")) {
          metrics.set(field, original.get(field));
        }
      }
      copy.set("guest_metrics", metrics.ref());
    });
  }

  /** Forget what the guest reported: it is gone. */
  static void forget(Entity vm, ObjectDatabase database) {
    var metrics = vm.target("guest_metrics");
    vm.set("guest_metrics", Refs.NULL);
    metrics.ifPresent(database::delete);
  }
}
