package dev.assay.xapi.model;

/** A reference to work that the server does in the background. */
public record TaskRef(String value) implements Ref {

  public static final Kind<TaskRef> KIND = new Kind<>("task", TaskRef::new);

  public TaskRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<TaskRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
