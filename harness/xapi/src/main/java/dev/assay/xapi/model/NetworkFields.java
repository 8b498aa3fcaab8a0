package dev.assay.xapi.model;

import java.util.List;

/** The fields of a network that tests and drivers read. */
public final class NetworkFields {

  public static final Field<NetworkRef, String> UUID = Field.text(NetworkRef.KIND, "uuid");
  public static final Field<NetworkRef, String> NAME_LABEL = Field.text(NetworkRef.KIND, "name_label");
  public static final Field<NetworkRef, String> BRIDGE = Field.text(NetworkRef.KIND, "bridge");
  public static final Field<NetworkRef, List<PifRef>> PIFS = Field.refs(NetworkRef.KIND, "PIFs", PifRef.KIND);
  public static final Field<NetworkRef, List<VifRef>> VIFS = Field.refs(NetworkRef.KIND, "VIFs", VifRef.KIND);
  public static final Field<NetworkRef, Long> MTU = Field.number(NetworkRef.KIND, "MTU");

  private NetworkFields() {}
}
