package dev.assay.xapi.model;

/** A reference to a virtual disk image. */
public record VdiRef(String value) implements Ref {

  public static final Kind<VdiRef> KIND = new Kind<>("VDI", VdiRef::new);

  public VdiRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VdiRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
