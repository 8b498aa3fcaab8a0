package dev.assay.xapi.model;

/** A reference to a host's network interface, physical or not. */
public record PifRef(String value) implements Ref {

  public static final Kind<PifRef> KIND = new Kind<>("PIF", PifRef::new);

  public PifRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<PifRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
