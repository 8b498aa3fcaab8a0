package dev.assay.xapi.model;

/** A reference to something the server wants an administrator to know. */
public record MessageRef(String value) implements Ref {

  public static final Kind<MessageRef> KIND = new Kind<>("message", MessageRef::new);

  public MessageRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<MessageRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
