package dev.assay.xapi.model;

import dev.assay.core.Bytes;
import java.util.List;
import java.util.SequencedMap;

/** The fields of a VM that tests and drivers read. */
public final class VmFields {

  public static final Field<VmRef, String> UUID = Field.text(VmRef.KIND, "uuid");
  public static final Field<VmRef, String> NAME_LABEL = Field.text(VmRef.KIND, "name_label");
  public static final Field<VmRef, String> NAME_DESCRIPTION = Field.text(VmRef.KIND, "name_description");
  public static final Field<VmRef, PowerState> POWER_STATE = Field.word(VmRef.KIND, "power_state", PowerState::of);
  public static final Field<VmRef, List<String>> ALLOWED_OPERATIONS = Field.words(VmRef.KIND, "allowed_operations");
  public static final Field<VmRef, SequencedMap<String, String>> CURRENT_OPERATIONS = Field.texts(VmRef.KIND, "current_operations");
  public static final Field<VmRef, SequencedMap<String, String>> BLOCKED_OPERATIONS = Field.texts(VmRef.KIND, "blocked_operations");
  public static final Field<VmRef, HostRef> RESIDENT_ON = Field.ref(VmRef.KIND, "resident_on", HostRef.KIND);
  public static final Field<VmRef, HostRef> AFFINITY = Field.ref(VmRef.KIND, "affinity", HostRef.KIND);
  public static final Field<VmRef, Boolean> IS_A_TEMPLATE = Field.flag(VmRef.KIND, "is_a_template");
  public static final Field<VmRef, Boolean> IS_A_SNAPSHOT = Field.flag(VmRef.KIND, "is_a_snapshot");
  public static final Field<VmRef, Boolean> IS_CONTROL_DOMAIN = Field.flag(VmRef.KIND, "is_control_domain");
  public static final Field<VmRef, List<VmRef>> SNAPSHOTS = Field.refs(VmRef.KIND, "snapshots", VmRef.KIND);
  public static final Field<VmRef, VmRef> SNAPSHOT_OF = Field.ref(VmRef.KIND, "snapshot_of", VmRef.KIND);
  public static final Field<VmRef, VmRef> PARENT = Field.ref(VmRef.KIND, "parent", VmRef.KIND);
  public static final Field<VmRef, Bytes> MEMORY_STATIC_MIN = Field.bytes(VmRef.KIND, "memory_static_min");
  public static final Field<VmRef, Bytes> MEMORY_STATIC_MAX = Field.bytes(VmRef.KIND, "memory_static_max");
  public static final Field<VmRef, Bytes> MEMORY_DYNAMIC_MIN = Field.bytes(VmRef.KIND, "memory_dynamic_min");
  public static final Field<VmRef, Bytes> MEMORY_DYNAMIC_MAX = Field.bytes(VmRef.KIND, "memory_dynamic_max");
  public static final Field<VmRef, Long> VCPUS_MAX = Field.number(VmRef.KIND, "VCPUs_max");
  public static final Field<VmRef, Long> VCPUS_AT_STARTUP = Field.number(VmRef.KIND, "VCPUs_at_startup");
  public static final Field<VmRef, List<VbdRef>> VBDS = Field.refs(VmRef.KIND, "VBDs", VbdRef.KIND);
  public static final Field<VmRef, List<VifRef>> VIFS = Field.refs(VmRef.KIND, "VIFs", VifRef.KIND);
  public static final Field<VmRef, List<ConsoleRef>> CONSOLES = Field.refs(VmRef.KIND, "consoles", ConsoleRef.KIND);
  public static final Field<VmRef, Long> DOMID = Field.number(VmRef.KIND, "domid");
  public static final Field<VmRef, VmMetricsRef> METRICS = Field.ref(VmRef.KIND, "metrics", VmMetricsRef.KIND);
  public static final Field<VmRef, VmGuestMetricsRef> GUEST_METRICS = Field.ref(VmRef.KIND, "guest_metrics", VmGuestMetricsRef.KIND);
  public static final Field<VmRef, SequencedMap<String, String>> PLATFORM = Field.texts(VmRef.KIND, "platform");
  public static final Field<VmRef, SequencedMap<String, String>> OTHER_CONFIG = Field.texts(VmRef.KIND, "other_config");
  public static final Field<VmRef, String> HVM_BOOT_POLICY = Field.text(VmRef.KIND, "HVM_boot_policy");
  public static final Field<VmRef, String> PV_BOOTLOADER = Field.text(VmRef.KIND, "PV_bootloader");
  public static final Field<VmRef, VdiRef> SUSPEND_VDI = Field.ref(VmRef.KIND, "suspend_VDI", VdiRef.KIND);

  private VmFields() {}
}
