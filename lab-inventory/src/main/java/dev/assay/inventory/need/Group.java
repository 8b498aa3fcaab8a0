package dev.assay.inventory.need;

import java.util.ArrayList;
import java.util.List;

/**
 * Hosts of one request that belong together.
 *
 * @param hosts how many
 * @param same what must be equal among them, such as class and site for a pool
 * @param spread of what no two may have the same, such as the rack; empty for none
 * @param where what each must satisfy
 * @param with what they share
 */
public record Group(int hosts, List<Attribute> same, List<Attribute> spread, Constraint where, List<Ask> with) {

  @Override
  public String toString() {
    var parts = new ArrayList<String>();
    boolean pool = same.equals(List.of(Attribute.CLASS, Attribute.SITE));
    parts.add(pool ? "pool of " + hosts : hosts == 1 ? "1 host" : hosts + " hosts");
    if (!pool) {
      same.forEach(attribute -> parts.add("same " + attribute.word()));
    }
    spread.forEach(attribute -> parts.add("spread " + attribute.word()));
    if (!where.equals(Constraint.ANY)) {
      parts.add("where " + where);
    }
    with.forEach(ask -> parts.add(ask.toString()));
    return String.join(", ", parts);
  }
}
