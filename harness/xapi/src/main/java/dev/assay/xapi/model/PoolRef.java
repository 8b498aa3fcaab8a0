package dev.assay.xapi.model;

/** A reference to the pool; there is one per server. */
public record PoolRef(String value) implements Ref {

  public static final Kind<PoolRef> KIND = new Kind<>("pool", PoolRef::new);

  public PoolRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<PoolRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
