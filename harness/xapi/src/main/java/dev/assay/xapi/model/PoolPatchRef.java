package dev.assay.xapi.model;

/** A reference to an update of older product generations. */
public record PoolPatchRef(String value) implements Ref {

  public static final Kind<PoolPatchRef> KIND = new Kind<>("pool_patch", PoolPatchRef::new);

  public PoolPatchRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<PoolPatchRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
