package dev.assay.drivers.xen.toolstack;

import dev.assay.xapi.XapiException;

/** References: an object's identity behind a word for what it is, where an identity alone would not do. */
final class Refs {

  static final String NULL = "OpaqueRef:NULL";
  static final String HOST = "OpaqueRef:host";
  static final String HOST_METRICS = "OpaqueRef:host-metrics";
  static final String POOL = "OpaqueRef:pool";
  static final String SR = "OpaqueRef:sr";
  static final String PBD = "OpaqueRef:pbd";
  static final String NETWORK = "OpaqueRef:network";
  static final String PIF = "OpaqueRef:pif";

  private static final String PREFIX = "OpaqueRef:";
  private static final String METRICS = PREFIX + "metrics-";
  private static final String GUEST_METRICS = PREFIX + "guest-metrics-";

  private Refs() {}

  static String of(String uuid) {
    return PREFIX + uuid;
  }

  static String metrics(String uuid) {
    return METRICS + uuid;
  }

  static String guestMetrics(String uuid) {
    return GUEST_METRICS + uuid;
  }

  /** Return the identity of the VM that a reference of a class belongs to. */
  static String uuid(String className, String ref) {
    var prefix = switch (className) {
      case "VM_metrics" -> METRICS;
      case "VM_guest_metrics" -> GUEST_METRICS;
      case String _ -> PREFIX;
    };
    return ref.startsWith(prefix) ? ref.substring(prefix.length()) : "";
  }

  static XapiException invalid(String className, String ref) {
    return XapiException.of("HANDLE_INVALID", className, ref);
  }
}
