package dev.assay.xapi.model;

/** A reference to a tagged network on a host's interface. */
public record VlanRef(String value) implements Ref {

  public static final Kind<VlanRef> KIND = new Kind<>("VLAN", VlanRef::new);

  public VlanRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VlanRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
