package dev.assay.xapi.model;

import java.util.SequencedMap;

/** The fields of the pool that tests and drivers read. */
public final class PoolFields {

  public static final Field<PoolRef, String> UUID = Field.text(PoolRef.KIND, "uuid");
  public static final Field<PoolRef, String> NAME_LABEL = Field.text(PoolRef.KIND, "name_label");
  public static final Field<PoolRef, HostRef> MASTER = Field.ref(PoolRef.KIND, "master", HostRef.KIND);
  public static final Field<PoolRef, SrRef> DEFAULT_SR = Field.ref(PoolRef.KIND, "default_SR", SrRef.KIND);
  public static final Field<PoolRef, SrRef> SUSPEND_IMAGE_SR = Field.ref(PoolRef.KIND, "suspend_image_SR", SrRef.KIND);
  public static final Field<PoolRef, Boolean> HA_ENABLED = Field.flag(PoolRef.KIND, "ha_enabled");
  public static final Field<PoolRef, SequencedMap<String, String>> OTHER_CONFIG = Field.texts(PoolRef.KIND, "other_config");

  private PoolFields() {}
}
