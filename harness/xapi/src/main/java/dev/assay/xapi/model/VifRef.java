package dev.assay.xapi.model;

/** A reference to a VM's network interface. */
public record VifRef(String value) implements Ref {

  public static final Kind<VifRef> KIND = new Kind<>("VIF", VifRef::new);

  public VifRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VifRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
