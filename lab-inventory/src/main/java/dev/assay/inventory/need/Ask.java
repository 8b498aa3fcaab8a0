package dev.assay.inventory.need;

/**
 * Something shared that is leased together with hosts, and that all of them reach.
 *
 * @param count how many units: one export, two VLANs, eight addresses in a row
 * @param kind such as {@code nfs}, {@code lun}, {@code vlan}, {@code ipv4}, {@code licence}
 * @param name the resource asked for by name; blank for any of the kind
 * @param exclusive whether nobody else may use the resource meanwhile
 */
public record Ask(int count, String kind, String name, boolean exclusive) {

  @Override
  public String toString() {
    return "with " + (exclusive ? "exclusive " : "") + (count == 1 ? "" : count + " ") + kind + (name.isEmpty() ? "" : " '" + name + "'");
  }
}
