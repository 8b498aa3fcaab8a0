package dev.assay.xapi.model;

/** A reference to a host of the pool. */
public record HostRef(String value) implements Ref {

  public static final Kind<HostRef> KIND = new Kind<>("host", HostRef::new);

  public HostRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<HostRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
