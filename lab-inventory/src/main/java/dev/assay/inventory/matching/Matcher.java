package dev.assay.inventory.matching;

import dev.assay.core.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

/** Finds hosts for one need. The same question always gives the same answer. */
public final class Matcher {

  private final List<Export> exports;

  public Matcher(List<Export> exports) {
    this.exports = exports;
  }

  /** Choose hosts, or say why there are none; candidates come in the order of the lab file. */
  public Match match(Need need, List<Candidate> candidates) {
    var groups = groups(need, candidates);
    var complete = groups.stream().filter(group -> group.free() >= need.hosts()).findFirst();
    if (complete.isPresent()) {
      return new Match.Chosen(complete.get().freeInOrderOfPreference().subList(0, need.hosts()));
    }
    return groups.stream()
        .filter(group -> group.inService() >= need.hosts())
        .max(Comparator.comparingInt(HostGroup::free).thenComparing(Comparator.comparingInt(groups::indexOf).reversed()))
        .map(group -> (Match) new Match.Waiting(group.freeInOrderOfPreference(), explain(need, groups)))
        .orElseGet(() -> new Match.Impossible(nearest(need, groups, candidates)));
  }

  private List<HostGroup> groups(Need need, List<Candidate> candidates) {
    var able = candidates.stream().filter(candidate -> isAble(need, candidate)).toList();
    var groups = new ArrayList<HostGroup>();
    for (var choice : storageChoices(need.sharedStorage())) {
      var reaching = able.stream().filter(candidate -> candidate.reaches().containsAll(choice)).toList();
      groups.addAll(alike(need, choice, reaching));
    }
    return groups;
  }

  private static boolean isAble(Need need, Candidate host) {
    return host.memory().compareTo(need.memory()) >= 0
        && host.cpus() >= need.cpus()
        && (need.hostClass().isBlank() || need.hostClass().equals(host.hostClass()))
        && (need.generation().isBlank() || host.generations().contains(need.generation()));
  }

  /** List each way to choose one export for each kind asked for. */
  private List<List<String>> storageChoices(List<String> kinds) {
    List<List<String>> choices = List.of(List.of());
    for (var kind : kinds) {
      var names = exports.stream().filter(export -> export.kind().equals(kind)).map(Export::name).toList();
      choices = choices.stream().flatMap(choice -> names.stream().map(name -> with(choice, name))).toList();
    }
    return choices;
  }

  private static List<String> with(List<String> choice, String name) {
    var more = new ArrayList<>(choice);
    more.add(name);
    return List.copyOf(more);
  }

  private static List<HostGroup> alike(Need need, List<String> storage, List<Candidate> hosts) {
    var via = storage.isEmpty() ? "" : " with " + String.join(" and ", storage);
    if (!need.sameClass() || need.hosts() == 1) {
      return hosts.isEmpty() ? List.of() : List.of(new HostGroup("hosts" + via, hosts));
    }
    var byKind = new LinkedHashMap<String, List<Candidate>>();
    for (var host : hosts) {
      byKind.computeIfAbsent("class " + host.hostClass() + " at " + host.site() + via, _ -> new ArrayList<>()).add(host);
    }
    return byKind.entrySet().stream().map(entry -> new HostGroup(entry.getKey(), List.copyOf(entry.getValue()))).toList();
  }

  /** Explain the groups that could serve once hosts come free. */
  private static String explain(Need need, List<HostGroup> groups) {
    return String.join("; or ", groups.stream().filter(group -> group.inService() >= need.hosts()).limit(3).map(HostGroup::explain).toList());
  }

  private String nearest(Need need, List<HostGroup> groups, List<Candidate> candidates) {
    return groups.stream()
        .max(Comparator.comparingInt(HostGroup::inService).thenComparing(Comparator.comparingInt(groups::indexOf).reversed()))
        .map(group -> "the nearest is " + group.nearest())
        .orElseGet(() -> countEach(need, candidates));
  }

  private String countEach(Need need, List<Candidate> candidates) {
    var counts = new ArrayList<String>();
    count(counts, "are of class " + need.hostClass(), !need.hostClass().isBlank(), candidates, host -> host.hostClass().equals(need.hostClass()));
    count(counts, "run " + need.generation(), !need.generation().isBlank(), candidates, host -> host.generations().contains(need.generation()));
    count(counts, "have " + need.memory(), need.memory().count() > 0, candidates, host -> host.memory().compareTo(need.memory()) >= 0);
    count(counts, "have " + need.cpus() + " CPUs", need.cpus() > 0, candidates, host -> host.cpus() >= need.cpus());
    for (var kind : need.sharedStorage()) {
      count(counts, "reach " + kind, true, candidates, host -> exports.stream()
          .anyMatch(export -> export.kind().equals(kind) && host.reaches().contains(export.name())));
    }
    return "of " + candidates.size() + " hosts " + String.join(", ", counts) + ", and none all of it";
  }

  private static void count(
      List<String> counts, String what, boolean asked, List<Candidate> candidates, Predicate<Candidate> condition) {
    if (asked) {
      counts.add(candidates.stream().filter(condition).count() + " " + what);
    }
  }
}
