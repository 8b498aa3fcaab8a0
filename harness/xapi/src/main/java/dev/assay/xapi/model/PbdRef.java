package dev.assay.xapi.model;

/** A reference to a host's connection to a storage repository. */
public record PbdRef(String value) implements Ref {

  public static final Kind<PbdRef> KIND = new Kind<>("PBD", PbdRef::new);

  public PbdRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<PbdRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
