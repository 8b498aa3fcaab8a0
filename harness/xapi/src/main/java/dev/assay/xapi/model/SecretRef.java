package dev.assay.xapi.model;

/** A reference to a stored secret. */
public record SecretRef(String value) implements Ref {

  public static final Kind<SecretRef> KIND = new Kind<>("secret", SecretRef::new);

  public SecretRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<SecretRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
