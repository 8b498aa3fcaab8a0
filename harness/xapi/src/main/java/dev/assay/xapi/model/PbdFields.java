package dev.assay.xapi.model;

import java.util.SequencedMap;

/** The fields of a host's connection to a storage repository that tests and drivers read. */
public final class PbdFields {

  public static final Field<PbdRef, HostRef> HOST = Field.ref(PbdRef.KIND, "host", HostRef.KIND);
  public static final Field<PbdRef, SrRef> SR = Field.ref(PbdRef.KIND, "SR", SrRef.KIND);
  public static final Field<PbdRef, SequencedMap<String, String>> DEVICE_CONFIG = Field.texts(PbdRef.KIND, "device_config");
  public static final Field<PbdRef, Boolean> CURRENTLY_ATTACHED = Field.flag(PbdRef.KIND, "currently_attached");

  private PbdFields() {}
}
