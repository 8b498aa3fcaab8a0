package dev.assay.xapi.model;

import dev.assay.core.Bytes;
import java.time.Instant;

/** The fields of a VM's metrics that tests and drivers read. */
public final class VmMetricsFields {

  public static final Field<VmMetricsRef, Bytes> MEMORY_ACTUAL = Field.bytes(VmMetricsRef.KIND, "memory_actual");
  public static final Field<VmMetricsRef, Long> VCPUS_NUMBER = Field.number(VmMetricsRef.KIND, "VCPUs_number");
  public static final Field<VmMetricsRef, Instant> START_TIME = Field.instant(VmMetricsRef.KIND, "start_time");

  private VmMetricsFields() {}
}
