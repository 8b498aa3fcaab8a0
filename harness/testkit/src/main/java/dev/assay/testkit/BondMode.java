package dev.assay.testkit;

/** How a bond shares traffic among its network interfaces. */
public enum BondMode implements Variant {
  BALANCE_SLB("balance-slb"),
  ACTIVE_BACKUP("active-backup"),
  LACP("lacp");

  private final String label;

  BondMode(String label) {
    this.label = label;
  }

  /** Return its name, which is the API's too. */
  @Override
  public String label() {
    return label;
  }
}
