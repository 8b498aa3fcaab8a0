package dev.assay.xapi.model;

/** A reference to a network. */
public record NetworkRef(String value) implements Ref {

  public static final Kind<NetworkRef> KIND = new Kind<>("network", NetworkRef::new);

  public NetworkRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<NetworkRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
