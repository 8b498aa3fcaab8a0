package dev.assay.xapi.model;

import java.util.SequencedMap;

/** The fields of a VM's guest metrics that tests and drivers read. */
public final class VmGuestMetricsFields {

  public static final Field<VmGuestMetricsRef, SequencedMap<String, String>> OS_VERSION = Field.texts(VmGuestMetricsRef.KIND, "os_version");
  public static final Field<VmGuestMetricsRef, SequencedMap<String, String>> NETWORKS = Field.texts(VmGuestMetricsRef.KIND, "networks");
  public static final Field<VmGuestMetricsRef, SequencedMap<String, String>> PV_DRIVERS_VERSION = Field.texts(VmGuestMetricsRef.KIND, "PV_drivers_version");
  public static final Field<VmGuestMetricsRef, Boolean> PV_DRIVERS_DETECTED = Field.flag(VmGuestMetricsRef.KIND, "PV_drivers_detected");

  private VmGuestMetricsFields() {}
}
