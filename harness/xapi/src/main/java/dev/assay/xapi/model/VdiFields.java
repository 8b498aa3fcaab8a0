package dev.assay.xapi.model;

import dev.assay.core.Bytes;
import java.util.List;
import java.util.Optional;

/** The fields of a virtual disk image that tests and drivers read. */
public final class VdiFields {

  public static final Field<VdiRef, String> UUID = Field.text(VdiRef.KIND, "uuid");
  public static final Field<VdiRef, String> NAME_LABEL = Field.text(VdiRef.KIND, "name_label");
  public static final Field<VdiRef, SrRef> SR = Field.ref(VdiRef.KIND, "SR", SrRef.KIND);
  public static final Field<VdiRef, List<VbdRef>> VBDS = Field.refs(VdiRef.KIND, "VBDs", VbdRef.KIND);
  public static final Field<VdiRef, Bytes> VIRTUAL_SIZE = Field.bytes(VdiRef.KIND, "virtual_size");
  public static final Field<VdiRef, Optional<Bytes>> PHYSICAL_UTILISATION = Field.bytesIfKnown(VdiRef.KIND, "physical_utilisation");
  public static final Field<VdiRef, Boolean> IS_A_SNAPSHOT = Field.flag(VdiRef.KIND, "is_a_snapshot");
  public static final Field<VdiRef, VdiRef> SNAPSHOT_OF = Field.ref(VdiRef.KIND, "snapshot_of", VdiRef.KIND);
  public static final Field<VdiRef, Boolean> READ_ONLY = Field.flag(VdiRef.KIND, "read_only");
  public static final Field<VdiRef, Boolean> MANAGED = Field.flag(VdiRef.KIND, "managed");
  public static final Field<VdiRef, String> LOCATION = Field.text(VdiRef.KIND, "location");
  public static final Field<VdiRef, List<String>> ALLOWED_OPERATIONS = Field.words(VdiRef.KIND, "allowed_operations");

  private VdiFields() {}
}
