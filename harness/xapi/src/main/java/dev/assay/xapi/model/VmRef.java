package dev.assay.xapi.model;

/** A reference to a virtual machine, a snapshot or a template of one. */
public record VmRef(String value) implements Ref {

  public static final Kind<VmRef> KIND = new Kind<>("VM", VmRef::new);

  public VmRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VmRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
