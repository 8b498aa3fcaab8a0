package dev.assay.xapi.model;

import dev.assay.core.Bytes;
import java.util.List;
import java.util.SequencedMap;

/** The fields of a host that tests and drivers read. */
public final class HostFields {

  public static final Field<HostRef, String> UUID = Field.text(HostRef.KIND, "uuid");
  public static final Field<HostRef, String> NAME_LABEL = Field.text(HostRef.KIND, "name_label");
  public static final Field<HostRef, String> ADDRESS = Field.text(HostRef.KIND, "address");
  public static final Field<HostRef, String> HOSTNAME = Field.text(HostRef.KIND, "hostname");
  public static final Field<HostRef, Boolean> ENABLED = Field.flag(HostRef.KIND, "enabled");
  public static final Field<HostRef, List<String>> ALLOWED_OPERATIONS = Field.words(HostRef.KIND, "allowed_operations");
  public static final Field<HostRef, SequencedMap<String, String>> CURRENT_OPERATIONS = Field.texts(HostRef.KIND, "current_operations");
  public static final Field<HostRef, SequencedMap<String, String>> SOFTWARE_VERSION = Field.texts(HostRef.KIND, "software_version");
  public static final Field<HostRef, List<String>> CAPABILITIES = Field.words(HostRef.KIND, "capabilities");
  public static final Field<HostRef, SequencedMap<String, String>> CPU_INFO = Field.texts(HostRef.KIND, "cpu_info");
  public static final Field<HostRef, List<VmRef>> RESIDENT_VMS = Field.refs(HostRef.KIND, "resident_VMs", VmRef.KIND);
  public static final Field<HostRef, List<PbdRef>> PBDS = Field.refs(HostRef.KIND, "PBDs", PbdRef.KIND);
  public static final Field<HostRef, List<PifRef>> PIFS = Field.refs(HostRef.KIND, "PIFs", PifRef.KIND);
  public static final Field<HostRef, HostMetricsRef> METRICS = Field.ref(HostRef.KIND, "metrics", HostMetricsRef.KIND);
  public static final Field<HostRef, Bytes> MEMORY_OVERHEAD = Field.bytes(HostRef.KIND, "memory_overhead");
  public static final Field<HostRef, SequencedMap<String, String>> OTHER_CONFIG = Field.texts(HostRef.KIND, "other_config");

  private HostFields() {}
}
