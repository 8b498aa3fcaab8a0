package dev.assay.testkit;

import dev.assay.xapi.model.HostFields;

/** What carries a host's networks: the kernel's bridge or the distributed virtual switch. */
public enum NetworkBackend {
  BRIDGE,
  OPENVSWITCH;

  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static NetworkBackend of(Host host) {
    return valueOf(host.record().get(HostFields.SOFTWARE_VERSION).get("network_backend").toUpperCase(java.util.Locale.ROOT));
  }
}
