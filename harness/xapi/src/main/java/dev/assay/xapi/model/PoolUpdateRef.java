package dev.assay.xapi.model;

/** A reference to an update of newer product generations. */
public record PoolUpdateRef(String value) implements Ref {

  public static final Kind<PoolUpdateRef> KIND = new Kind<>("pool_update", PoolUpdateRef::new);

  public PoolUpdateRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<PoolUpdateRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
