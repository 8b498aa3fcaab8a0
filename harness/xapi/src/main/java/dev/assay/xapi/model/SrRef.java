package dev.assay.xapi.model;

/** A reference to a storage repository. */
public record SrRef(String value) implements Ref {

  public static final Kind<SrRef> KIND = new Kind<>("SR", SrRef::new);

  public SrRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<SrRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
