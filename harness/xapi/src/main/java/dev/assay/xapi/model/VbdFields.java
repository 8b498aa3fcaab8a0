package dev.assay.xapi.model;

import java.util.List;

/** The fields of a virtual disk image's connection to a VM that tests and drivers read. */
public final class VbdFields {

  public static final Field<VbdRef, VmRef> VM = Field.ref(VbdRef.KIND, "VM", VmRef.KIND);
  public static final Field<VbdRef, VdiRef> VDI = Field.ref(VbdRef.KIND, "VDI", VdiRef.KIND);
  public static final Field<VbdRef, String> USERDEVICE = Field.text(VbdRef.KIND, "userdevice");
  public static final Field<VbdRef, String> DEVICE = Field.text(VbdRef.KIND, "device");
  public static final Field<VbdRef, String> TYPE = Field.text(VbdRef.KIND, "type");
  public static final Field<VbdRef, String> MODE = Field.text(VbdRef.KIND, "mode");
  public static final Field<VbdRef, Boolean> EMPTY = Field.flag(VbdRef.KIND, "empty");
  public static final Field<VbdRef, Boolean> CURRENTLY_ATTACHED = Field.flag(VbdRef.KIND, "currently_attached");
  public static final Field<VbdRef, List<String>> ALLOWED_OPERATIONS = Field.words(VbdRef.KIND, "allowed_operations");

  private VbdFields() {}
}
