package dev.assay.xapi.model;

/** A reference to what a VM's guest agent last reported. */
public record VmGuestMetricsRef(String value) implements Ref {

  public static final Kind<VmGuestMetricsRef> KIND = new Kind<>("VM_guest_metrics", VmGuestMetricsRef::new);

  public VmGuestMetricsRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<VmGuestMetricsRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
