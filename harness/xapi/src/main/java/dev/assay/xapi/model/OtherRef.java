package dev.assay.xapi.model;

/** A reference to an object of a class that has no type of its own here. */
public record OtherRef(String className, String value) implements Ref {

  public OtherRef {
    value = Ref.checked(value);
  }

  /** Name a class that has no type of its own here, such as {@code VM_appliance}. */
  public static Kind<OtherRef> kindOf(String className) {
    return new Kind<>(className, value -> new OtherRef(className, value));
  }

  @Override
  public Kind<OtherRef> kind() {
    return kindOf(className);
  }

  @Override
  public String toString() {
    return value;
  }
}
