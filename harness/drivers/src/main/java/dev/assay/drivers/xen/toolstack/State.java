package dev.assay.drivers.xen.toolstack;

import dev.assay.drivers.xen.Domain;
import java.util.List;
import java.util.Optional;

/** What a VM does, as the hypervisor and the saved files have it, in the API's words and with what may be done then. */
enum State {
  HALTED("Halted", "start", "start_on", "clone", "copy", "destroy", "changing_VCPUs", "changing_dynamic_range", "changing_static_range"),
  RUNNING("Running", "pause", "suspend", "clean_shutdown", "clean_reboot", "hard_shutdown", "hard_reboot", "pool_migrate", "migrate_send",
      "changing_VCPUs_live", "changing_dynamic_range"),
  PAUSED("Paused", "unpause", "hard_shutdown"),
  SUSPENDED("Suspended", "resume", "hard_shutdown");

  private final String word;
  private final List<String> allowed;

  State(String word, String... allowed) {
    this.word = word;
    this.allowed = List.of(allowed);
  }

  static State of(Optional<Domain> domain, boolean saved) {
    return domain.map(running -> running.isPaused() ? PAUSED : RUNNING).orElse(saved ? SUSPENDED : HALTED);
  }

  String word() {
    return word;
  }

  List<String> allowed() {
    return allowed;
  }
}
