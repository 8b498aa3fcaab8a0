package dev.assay.xapi.model;

/** A reference to what the toolstack last saw of a VM. */
public record VmMetricsRef(String value) implements Ref {

  public static final Kind<VmMetricsRef> KIND = new Kind<>("VM_metrics", VmMetricsRef::new);

  public VmMetricsRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VmMetricsRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
