package dev.assay.xapi.model;

/** A server's reference to one of its objects; valid on that server's pool alone. */
public interface Ref {

  String NULL = "OpaqueRef:NULL";

  /** Give the reference as it stands on the wire, {@code OpaqueRef:...}. */
  String value();

  Kind<? extends Ref> kind();

  /** Say whether it points nowhere. */
  default boolean isNull() {
    return value().equals(NULL);
  }

  static String checked(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a reference is never blank");
    }
    return value;
  }
}
