package dev.assay.xapi.model;

import dev.assay.core.Bytes;

/** The fields of a host's metrics that tests and drivers read. */
public final class HostMetricsFields {

  public static final Field<HostMetricsRef, Boolean> LIVE = Field.flag(HostMetricsRef.KIND, "live");
  public static final Field<HostMetricsRef, Bytes> MEMORY_TOTAL = Field.bytes(HostMetricsRef.KIND, "memory_total");
  public static final Field<HostMetricsRef, Bytes> MEMORY_FREE = Field.bytes(HostMetricsRef.KIND, "memory_free");

  private HostMetricsFields() {}
}
