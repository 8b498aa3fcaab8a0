package dev.assay.xapi.model;

/** The fields of a host's network interface that tests and drivers read. */
public final class PifFields {

  public static final Field<PifRef, HostRef> HOST = Field.ref(PifRef.KIND, "host", HostRef.KIND);
  public static final Field<PifRef, NetworkRef> NETWORK = Field.ref(PifRef.KIND, "network", NetworkRef.KIND);
  public static final Field<PifRef, String> DEVICE = Field.text(PifRef.KIND, "device");
  public static final Field<PifRef, String> MAC = Field.text(PifRef.KIND, "MAC");
  public static final Field<PifRef, String> IP = Field.text(PifRef.KIND, "IP");
  public static final Field<PifRef, Long> VLAN = Field.number(PifRef.KIND, "VLAN");
  public static final Field<PifRef, Boolean> MANAGEMENT = Field.flag(PifRef.KIND, "management");
  public static final Field<PifRef, BondRef> BOND_SLAVE_OF = Field.ref(PifRef.KIND, "bond_slave_of", BondRef.KIND);
  public static final Field<PifRef, Boolean> PHYSICAL = Field.flag(PifRef.KIND, "physical");
  public static final Field<PifRef, Boolean> CURRENTLY_ATTACHED = Field.flag(PifRef.KIND, "currently_attached");

  private PifFields() {}
}
