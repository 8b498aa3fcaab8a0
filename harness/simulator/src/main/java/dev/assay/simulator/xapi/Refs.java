package dev.assay.simulator.xapi;

/** How references look on the wire. */
final class Refs {

  static final String NULL = "OpaqueRef:NULL";

  private Refs() {}

  static boolean isNull(String ref) {
    return ref.isEmpty() || ref.equals(NULL);
  }
}
