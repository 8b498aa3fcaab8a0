package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.GuestProfile;

/** Which guest boots in a VM: named by {@code other_config:guest-profile}, else by the template it came from. */
final class GuestKind {

  static final String KEY = "guest-profile";

  private GuestKind() {}

  static GuestProfile of(Entity vm) {
    var chosen = Values.text(vm.map("other_config"), KEY);
    if (!chosen.isEmpty()) {
      return GuestProfile.named(chosen);
    }
    var label = vm.text("reference_label");
    return Template.labelled(label)
        .map(Template::profile)
        .orElse(GuestProfile.DEBIAN);
  }

  static boolean hvm(Entity vm) {
    return !vm.text("domain_type").equals("pv");
  }
}
