package dev.assay.inventory.need;

import dev.assay.core.HostId;
import dev.assay.core.Need;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is granted together or not at all, such as {@code pool of 3, where memory >= 256GiB, with iscsi; 1 host, not on h7}.
 *
 * @param groups at least one
 * @param without hosts not to use, such as the one that a repeat must avoid
 * @param prefer hosts to use if they are free, such as the one where it failed
 * @param explore whether the least recently used hosts come first
 */
public record Request(List<Group> groups, List<HostId> without, List<HostId> prefer, boolean explore) {

  public static Request parse(String text) {
    return parse(text, Vocabulary.NONE);
  }

  /**
   * Parse a request against the names of a lab.
   *
   * @throws dev.assay.core.AssayException.Usage showing the place of the error with a caret
   */
  public static Request parse(String text, Vocabulary vocabulary) {
    return new RequestParser(new Words("request", text), vocabulary).whole();
  }

  /** Ask for what the benches of a plan need. */
  public static Request of(Need need) {
    var conditions = new ArrayList<Constraint>();
    if (need.memory().count() > 0) {
      conditions.add(new Constraint.Number(Attribute.MEMORY, Constraint.Operator.AT_LEAST, need.memory().count()));
    }
    if (need.cpus() > 0) {
      conditions.add(new Constraint.Number(Attribute.CPUS, Constraint.Operator.AT_LEAST, need.cpus()));
    }
    if (!need.hostClass().isBlank()) {
      conditions.add(new Constraint.Word(Attribute.CLASS, true, List.of(need.hostClass())));
    }
    if (!need.generation().isBlank()) {
      conditions.add(new Constraint.Has(Attribute.GENERATION, need.generation()));
    }
    if (!need.where().isBlank()) {
      conditions.add(Constraint.parse(need.where()));
    }
    var where = conditions.size() == 1 ? conditions.getFirst() : new Constraint.All(List.copyOf(conditions));
    var same = need.sameClass() && need.hosts() > 1 ? List.of(Attribute.CLASS, Attribute.SITE) : List.<Attribute>of();
    var with = need.sharedStorage().stream().map(kind -> new Ask(need.copies(kind), kind, "", false)).toList();
    return new Request(List.of(new Group(need.hosts(), same, List.of(), where, with)), List.of(), List.of(), false);
  }

  /** Ask for the same on none of these hosts either. */
  public Request avoiding(List<HostId> hosts) {
    var all = new ArrayList<>(without);
    hosts.stream().filter(host -> !without.contains(host)).forEach(all::add);
    return new Request(groups, List.copyOf(all), prefer, explore);
  }

  public int hosts() {
    return groups.stream().mapToInt(Group::hosts).sum();
  }

  @Override
  public String toString() {
    var text = new StringBuilder(String.join("; ", groups.stream().map(Group::toString).toList()));
    names(text, ", not on ", without);
    names(text, ", prefer ", prefer);
    return text + (explore ? ", explore" : "");
  }

  private static void names(StringBuilder text, String words, List<HostId> hosts) {
    if (!hosts.isEmpty()) {
      text.append(words).append(String.join(" ", hosts.stream().map(HostId::value).toList()));
    }
  }
}
