package dev.assay.xapi.model;

/** A reference to a VM's console. */
public record ConsoleRef(String value) implements Ref {

  public static final Kind<ConsoleRef> KIND = new Kind<>("console", ConsoleRef::new);

  public ConsoleRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<ConsoleRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
