package dev.assay.xapi.model;

import java.util.List;

/** The fields of a VM's network interface that tests and drivers read. */
public final class VifFields {

  public static final Field<VifRef, VmRef> VM = Field.ref(VifRef.KIND, "VM", VmRef.KIND);
  public static final Field<VifRef, NetworkRef> NETWORK = Field.ref(VifRef.KIND, "network", NetworkRef.KIND);
  public static final Field<VifRef, String> DEVICE = Field.text(VifRef.KIND, "device");
  public static final Field<VifRef, String> MAC = Field.text(VifRef.KIND, "MAC");
  public static final Field<VifRef, Boolean> CURRENTLY_ATTACHED = Field.flag(VifRef.KIND, "currently_attached");
  public static final Field<VifRef, List<String>> ALLOWED_OPERATIONS = Field.words(VifRef.KIND, "allowed_operations");

  private VifFields() {}
}
