package dev.assay.xapi.model;

import dev.assay.core.Bytes;
import java.util.List;
import java.util.Optional;

/** The fields of a storage repository that tests and drivers read. */
public final class SrFields {

  public static final Field<SrRef, String> UUID = Field.text(SrRef.KIND, "uuid");
  public static final Field<SrRef, String> NAME_LABEL = Field.text(SrRef.KIND, "name_label");
  public static final Field<SrRef, String> TYPE = Field.text(SrRef.KIND, "type");
  public static final Field<SrRef, String> CONTENT_TYPE = Field.text(SrRef.KIND, "content_type");
  public static final Field<SrRef, Boolean> SHARED = Field.flag(SrRef.KIND, "shared");
  public static final Field<SrRef, List<PbdRef>> PBDS = Field.refs(SrRef.KIND, "PBDs", PbdRef.KIND);
  public static final Field<SrRef, List<VdiRef>> VDIS = Field.refs(SrRef.KIND, "VDIs", VdiRef.KIND);
  public static final Field<SrRef, Optional<Bytes>> PHYSICAL_SIZE = Field.bytesIfKnown(SrRef.KIND, "physical_size");
  public static final Field<SrRef, Optional<Bytes>> PHYSICAL_UTILISATION = Field.bytesIfKnown(SrRef.KIND, "physical_utilisation");
  public static final Field<SrRef, Optional<Bytes>> VIRTUAL_ALLOCATION = Field.bytesIfKnown(SrRef.KIND, "virtual_allocation");
  public static final Field<SrRef, List<String>> ALLOWED_OPERATIONS = Field.words(SrRef.KIND, "allowed_operations");

  private SrFields() {}
}
