package dev.assay.inventory.need;

import dev.assay.config.Suggestion;
import dev.assay.core.HostId;
import java.util.ArrayList;
import java.util.List;

/** Reads requests: groups between semicolons, clauses between commas. */
final class RequestParser {

  /** What can be leased beside hosts. */
  static final List<String> KINDS = List.of("nfs", "iscsi", "smb", "iso", "hba", "fcoe", "lun", "vlan", "ipv4", "ipv6", "licence", "cache");

  private static final List<String> CLAUSES = List.of("same", "spread", "where", "with", "not", "prefer", "explore");
  private static final int MOST_HOSTS = 10_000;

  private final Words words;
  private final Vocabulary vocabulary;
  private final List<HostId> without = new ArrayList<>();
  private final List<HostId> prefer = new ArrayList<>();
  private boolean explore;

  RequestParser(Words words, Vocabulary vocabulary) {
    this.words = words;
    this.vocabulary = vocabulary;
  }

  Request whole() {
    var groups = new ArrayList<Group>();
    do {
      groups.add(group());
    } while (words.takes(";"));
    if (!words.atEnd()) {
      throw words.expected("',' before the next clause, ';' before the next group, or the end");
    }
    return new Request(List.copyOf(groups), List.copyOf(without), List.copyOf(prefer), explore);
  }

  private Group group() {
    boolean pool = words.takes("pool");
    if (pool) {
      words.require("of");
    }
    int hosts = count(pool ? "how many hosts the pool has" : "a number of hosts, as in '2 hosts', or 'pool of 3'");
    if (!words.takes("hosts")) {
      words.takes("host");
    }
    var same = new ArrayList<Attribute>(pool ? List.of(Attribute.CLASS, Attribute.SITE) : List.of());
    var spread = new ArrayList<Attribute>();
    var with = new ArrayList<Ask>();
    var where = Constraint.ANY;
    while (words.takes(",")) {
      var clause = words.take();
      switch (clause.text()) {
        case "same" -> same.add(kindOfPlace());
        case "spread" -> spread.add(kindOfPlace());
        case "where" -> where = where.and(new ConstraintParser(words, vocabulary).some());
        case "with" -> with.add(ask());
        case "not" -> {
          words.require("on");
          without.addAll(hostNames());
        }
        case "prefer" -> prefer.addAll(hostNames());
        case "explore" -> explore = true;
        default -> throw words.error("unknown clause '" + clause.text() + "'" + Suggestion.closest(clause.text(), CLAUSES)
            .map(near -> "; did you mean '" + near + "'?").orElse("; there are " + String.join(", ", CLAUSES)), clause);
      }
    }
    return new Group(hosts, List.copyOf(same), List.copyOf(spread), where, List.copyOf(with));
  }

  private int count(String expectation) {
    var word = words.peek();
    if (!word.text().matches("\\d{1,6}")) {
      throw words.expected(expectation);
    }
    int count = Integer.parseInt(words.take().text());
    if (count < 1 || count > MOST_HOSTS) {
      throw words.error("expected a number from 1 to " + MOST_HOSTS, word);
    }
    return count;
  }

  private Attribute kindOfPlace() {
    var word = words.take();
    return Attribute.named(word.text()).filter(attribute -> attribute.type() == Attribute.Type.TEXT && attribute != Attribute.STATE && attribute != Attribute.HOST)
        .orElseThrow(() -> words.error("hosts are compared by class, site, rack, vendor, family or firmware, not by '" + word.text() + "'", word));
  }

  private Ask ask() {
    boolean exclusive = words.takes("exclusive");
    int count = words.peek().text().matches("\\d+") ? count("how many") : 1;
    var kind = words.take();
    if (!KINDS.contains(kind.text())) {
      throw words.error("unknown kind of resource '" + kind.text() + "'" + Suggestion.closest(kind.text(), KINDS).map(near -> "; did you mean '" + near + "'?")
          .orElse("; there are " + String.join(", ", KINDS)), kind);
    }
    return new Ask(count, kind.text(), words.peek().quoted() ? words.take().text() : "", exclusive);
  }

  private List<HostId> hostNames() {
    var names = new ArrayList<HostId>();
    while (!words.atEnd() && !words.peek().sign()) {
      var word = words.take();
      var known = List.copyOf(vocabulary.of(Attribute.HOST));
      if (!known.isEmpty() && !known.contains(word.text())) {
        throw words.error("the lab has no host '" + word.text() + "'" + Suggestion.closest(word.text(), known).map(near -> "; did you mean '" + near + "'?").orElse(""), word);
      }
      names.add(HostId.of(word.text()));
    }
    if (names.isEmpty()) {
      throw words.expected("names of hosts");
    }
    return names;
  }
}
