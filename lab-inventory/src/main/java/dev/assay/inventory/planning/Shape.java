package dev.assay.inventory.planning;

import dev.assay.inventory.need.Ask;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Group;
import dev.assay.inventory.need.Request;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A request laid over a lab: for each of its groups, the sets of hosts that may serve it together. */
final class Shape {

  private static final int MOST_STORAGE_CHOICES = 500;

  final Request request;
  final List<Part> parts = new ArrayList<>();

  /** One group and the ways to serve it. */
  record Part(Group group, List<Choice> choices) {}

  /** A part of a resource: so many units of the resource with this index. */
  record Portion(int resource, int units, boolean exclusive) {}

  /**
   * One way to serve a group.
   *
   * @param description for people: {@code class std-a at ams with ams-nfs1}
   * @param able indexes of all hosts that satisfy it, also those out of service
   * @param hosts of those in service, the preferred first
   * @param spread for each of these, what no two of a grant may have equal; empty when it does not matter
   */
  record Choice(String description, int[] able, int[] hosts, int[] spread, List<Portion> portions) {}

  /** What is taken beside the hosts, and the indexes of those that reach all of it. */
  private record Way(List<Portion> portions, BitSet reaching) {

    Way and(Way other) {
      var both = (BitSet) reaching.clone();
      both.and(other.reaching);
      return new Way(Stream.concat(portions.stream(), other.portions.stream()).toList(), both);
    }
  }

  Shape(Request request, Share share, Snapshot lab) {
    this.request = request;
    for (var group : request.groups()) {
      var able = IntStream.range(0, lab.machines().size()).filter(index -> isAble(lab.machines().get(index), group, share)).boxed().toList();
      parts.add(new Part(group, choices(group, able, lab)));
    }
  }

  /** Whether it could be served if nothing were held. */
  boolean isPossible() {
    return parts.stream().allMatch(part -> part.choices.stream().anyMatch(choice -> fits(choice, part.group)))
        && request.hosts() <= parts.stream().flatMapToInt(part -> part.choices.stream().flatMapToInt(choice -> IntStream.of(choice.hosts))).distinct().count();
  }

  static boolean fits(Choice choice, Group group) {
    return choice.hosts.length >= group.hosts() && (choice.spread.length == 0 || IntStream.of(choice.spread).distinct().count() >= group.hosts());
  }

  private boolean isAble(Machine machine, Group group, Share share) {
    return group.where().test(machine.facts())
        && !request.without().contains(machine.id())
        && (share.classes().isEmpty() || share.classes().contains(machine.facts().text(Attribute.CLASS)))
        && (share.sites().isEmpty() || share.sites().contains(machine.facts().text(Attribute.SITE)));
  }

  /** Those asked for by name come first, then whoever is preferred, then for those that explore the least recently used, then the lab file's order. */
  private Comparator<Integer> preference(Snapshot lab) {
    Comparator<Integer> usual = Comparator.comparing(index -> lab.machines().get(index).preference());
    var byPreference = request.explore() ? usual.thenComparing(index -> lab.machines().get(index).lastUsed()) : usual;
    return request.prefer().isEmpty() ? byPreference
        : Comparator.<Integer, Boolean>comparing(index -> !request.prefer().contains(lab.machines().get(index).id())).thenComparing(byPreference);
  }

  private List<Choice> choices(Group group, List<Integer> able, Snapshot lab) {
    var choices = new ArrayList<Choice>();
    for (var way : ways(group.with(), able, lab)) {
      var named = way.portions.stream().map(portion -> lab.resources().get(portion.resource).name()).distinct().collect(Collectors.joining(" and "));
      alike(group, able.stream().filter(way.reaching::get).toList(), lab).forEach((name, members) ->
          choices.add(choice(name + (named.isEmpty() ? "" : " with " + named), group, members, way.portions, lab)));
    }
    return choices;
  }

  /**
   * List the ways to take what is asked for beside the hosts. One that no host reaches whole is dropped at once: else the many that mix
   * the exports of two sites would use up the bound, and the sites that the lab file names last would have no way left.
   */
  private static List<Way> ways(List<Ask> asks, List<Integer> able, Snapshot lab) {
    var all = new BitSet();
    able.forEach(all::set);
    var ways = List.of(new Way(List.of(), all));
    for (var ask : asks) {
      var options = options(ask, lab).stream().map(portions -> new Way(portions, reaching(portions, able, lab))).toList();
      ways = ways.stream().flatMap(way -> options.stream().map(way::and)).filter(way -> !way.reaching.isEmpty()).limit(MOST_STORAGE_CHOICES).toList();
    }
    return ways;
  }

  private static BitSet reaching(List<Portion> portions, List<Integer> able, Snapshot lab) {
    var reaching = new BitSet();
    able.stream().filter(index -> portions.stream().allMatch(portion -> lab.resources().get(portion.resource).reachedBy(lab.machines().get(index).facts())))
        .forEach(reaching::set);
    return reaching;
  }

  /** Several exports are several disks; several units of anything else come from one resource. */
  private static List<List<Portion>> options(Ask ask, Snapshot lab) {
    var fitting = IntStream.range(0, lab.resources().size())
        .filter(index -> lab.resources().get(index).kind().equals(ask.kind()) && (ask.name().isEmpty() || lab.resources().get(index).name().equals(ask.name())))
        .boxed().toList();
    if (fitting.isEmpty()) {
      return List.of();
    }
    if (!lab.resources().get(fitting.getFirst()).export()) {
      return fitting.stream().filter(index -> lab.resources().get(index).units() >= ask.count())
          .map(index -> List.of(new Portion(index, ask.exclusive() ? lab.resources().get(index).units() : ask.count(), ask.exclusive()))).toList();
    }
    List<List<Integer>> sets = List.of(List.of());
    for (int i = 0; i < ask.count(); i++) {
      sets = sets.stream().flatMap(set -> fitting.stream().filter(index -> set.isEmpty() || index > set.getLast())
          .map(index -> Stream.concat(set.stream(), Stream.of(index)).toList())).limit(MOST_STORAGE_CHOICES).toList();
    }
    return sets.stream().map(set -> set.stream()
        .map(index -> new Portion(index, ask.exclusive() ? lab.resources().get(index).units() : 1, ask.exclusive())).toList()).toList();
  }

  private static LinkedHashMap<String, List<Integer>> alike(Group group, List<Integer> hosts, Snapshot lab) {
    var byKind = new LinkedHashMap<String, List<Integer>>();
    for (var index : hosts) {
      byKind.computeIfAbsent(kind(group, lab.machines().get(index)), _ -> new ArrayList<>()).add(index);
    }
    return byKind;
  }

  private static String kind(Group group, Machine machine) {
    if (group.same().isEmpty() || group.hosts() == 1) {
      return "hosts";
    }
    return group.same().equals(List.of(Attribute.CLASS, Attribute.SITE))
        ? "class " + machine.facts().text(Attribute.CLASS) + " at " + machine.facts().text(Attribute.SITE)
        : group.same().stream().map(attribute -> attribute.word() + " " + machine.facts().text(attribute)).collect(Collectors.joining(", "));
  }

  private Choice choice(String description, Group group, List<Integer> members, List<Portion> portions, Snapshot lab) {
    var able = members.stream().mapToInt(Integer::intValue).toArray();
    var hosts = members.stream().sorted(preference(lab)).filter(index -> lab.machines().get(index).isInService()).mapToInt(Integer::intValue).toArray();
    var values = new ArrayList<String>();
    var spread = group.spread().isEmpty() ? new int[0] : IntStream.of(hosts).map(index -> number(values, group, lab.machines().get(index))).toArray();
    return new Choice(description, able, hosts, spread, portions);
  }

  private static int number(List<String> values, Group group, Machine machine) {
    var value = group.spread().stream().map(attribute -> machine.facts().text(attribute)).collect(Collectors.joining("\t"));
    if (!values.contains(value)) {
      values.add(value);
    }
    return values.indexOf(value);
  }
}
