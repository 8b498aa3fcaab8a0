package dev.assay.xapi.model;

/** A reference to several network interfaces of a host used as one. */
public record BondRef(String value) implements Ref {

  public static final Kind<BondRef> KIND = new Kind<>("Bond", BondRef::new);

  public BondRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<BondRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
