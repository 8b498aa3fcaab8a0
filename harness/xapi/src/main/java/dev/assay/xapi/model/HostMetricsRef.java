package dev.assay.xapi.model;

/** A reference to what the toolstack last saw of a host. */
public record HostMetricsRef(String value) implements Ref {

  public static final Kind<HostMetricsRef> KIND = new Kind<>("host_metrics", HostMetricsRef::new);

  public HostMetricsRef {
    value = Ref.checked(value);
  }

  @Override
  public Kind<HostMetricsRef> kind() {
    return KIND;
  }

  @Override
  public String toString() {
    return value;
  }
}
