package dev.assay.simulator.xapi;

import dev.assay.core.ProductVersion;
import java.util.ArrayList;
import java.util.List;

/** Keeps {@code VM_guest_metrics}: what the agent in the guest reports. */
final class GuestMetrics {

  private static final ProductVersion NEVER_OUT_OF_DATE_SINCE = ProductVersion.parse("7.0");

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
    reportTools(domain, metrics);
    metrics.set("other", Values.map(
        "feature-shutdown", "1", "feature-reboot", "1", "feature-suspend", "1", "feature-balloon", "1", "feature-vcpu-hotplug", "1"));
    metrics.set("disks", Values.map()).set("live", true).set("can_use_hotplug_vbd", "yes").set("can_use_hotplug_vif", "yes");
    metrics.set("last_updated", domain.host().now());
    reportAddresses(domain, metrics);
    vm.set("guest_metrics", metrics.ref());
  }

  /** Until 7.0 tools that are older than their host's release were said to be out of date. */
  private static void reportTools(Domain domain, Entity metrics) {
    var version = domain.guest().toolsVersion().orElse(domain.host().toolsVersion());
    var words = version.replaceFirst("^(\\d+\\.\\d+)-", "$1.0-").split("[.-]");
    metrics.set("PV_drivers_version", Values.map("major", words[0], "minor", words[1], "micro", words[2], "build", words[3]));
    boolean current = version.equals(domain.host().toolsVersion()) || domain.host().system().release().version().compareTo(NEVER_OUT_OF_DATE_SINCE) >= 0;
    metrics.set("PV_drivers_up_to_date", current).set("PV_drivers_detected", true);
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
