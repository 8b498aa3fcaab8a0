package dev.assay.xapi.model;

/** A reference to a virtual disk image's connection to a VM. */
public record VbdRef(String value) implements Ref {

  public static final Kind<VbdRef> KIND = new Kind<>("VBD", VbdRef::new);

  public VbdRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VbdRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
