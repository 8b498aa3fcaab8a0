package dev.assay.inventory.planning;

import dev.assay.core.HostId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says for people why a claim waits, or why it can never be served. */
final class Reasons {

  private static final int NAMED = 4;
  private static final int CHOICES = 3;

  /** Of recorded lengths, that which a claim is taken to need when it is granted. */
  private static final double CAUTIOUS = 0.9;

  private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private final Snapshot lab;
  private final Claim claim;
  private final Shape shape;
  private final Map<HostId, String> obstacles = new HashMap<>();

  Reasons(Snapshot lab, Claim claim, Shape shape) {
    this.lab = lab;
    this.claim = claim;
    this.shape = shape;
    lab.closures().stream().filter(closure -> !closure.from().isAfter(lab.now()) && closure.until().isAfter(lab.now()))
        .forEach(closure -> obstacles.put(closure.host(), "closed until " + SINCE.format(closure.until()) + " UTC (" + closure.why() + ")"));
    lab.holdings().forEach(holding -> holding.hosts().forEach(host ->
        obstacles.put(host, "held by " + holding.by() + " since " + SINCE.format(holding.granted()) + " UTC" + (holding.evicted() ? ", told to go" : ""))));
    lab.machines().stream().filter(machine -> !machine.isInService()).forEach(machine -> obstacles.put(machine.id(), machine.outOfService()));
  }

  String waiting() {
    var reasons = new ArrayList<String>();
    var start = claim.terms().startAfter().filter(time -> time.isAfter(lab.now()));
    start.ifPresent(time -> reasons.add("it may start from " + SINCE.format(time) + " UTC on"));
    var hours = claim.terms().hours().filter(times -> times.next(lab.now()).isAfter(lab.now()));
    hours.ifPresent(times -> reasons.add("it may start at " + times + " UTC only"));
    claim.terms().deadline().ifPresent(deadline -> reasons.add("it is dropped at " + SINCE.format(deadline) + " UTC unless it has begun"));
    boolean elsewhere = quota(reasons) || start.isPresent() || hours.isPresent();
    for (var part : shape.parts) {
      reasons.add(part.choices().stream().filter(choice -> Shape.fits(choice, part.group())).limit(CHOICES)
          .map(choice -> explain(choice, part, elsewhere)).collect(Collectors.joining("; or ")));
    }
    return String.join("; ", reasons);
  }

  /** Tell whether the team may have no more at present, whatever is free. */
  private boolean quota(List<String> reasons) {
    int most = lab.share(claim.team()).mostHosts();
    int has = lab.holdings().stream().filter(holding -> holding.team().equals(claim.team())).mapToInt(holding -> holding.hosts().size()).sum();
    if (has + claim.request().hosts() <= most) {
      return false;
    }
    reasons.add("team " + claim.team() + " has " + has + " of the " + most + " hosts that it may have at once");
    return true;
  }

  /**
   * Describe a choice: {@code class std-a at ams: 8 match, 2 free; ams-h05 is held by ...}. What keeps its hosts is left out where they are not
   * what is missing.
   *
   * @param elsewhere whether something else keeps the claim, however many hosts are free
   */
  private String explain(Shape.Choice choice, Shape.Part part, boolean elsewhere) {
    var able = IntStream.of(choice.able()).mapToObj(index -> lab.machines().get(index).id()).toList();
    var blocked = able.stream().filter(obstacles::containsKey).toList();
    var closing = closing(able);
    int free = able.size() - blocked.size();
    boolean enough = free - closing.stream().map(Closure::host).distinct().filter(host -> !blocked.contains(host)).count() >= part.group().hosts();
    var resources = resources(choice);
    var hosts = (blocked.isEmpty() ? "" : "; " + obstacles(blocked)) + closures(closing);
    return choice.description() + ": " + able.size() + " match, " + free + " free" + (enough && (elsewhere || !resources.isEmpty()) ? "" : hosts) + resources
        + (enough && resources.isEmpty() && !elsewhere ? "; the free ones are kept for who came first" : "");
  }

  /** Return the closures that are to come so soon that nothing of the claim's length can end before them. */
  private List<Closure> closing(List<HostId> able) {
    var end = lab.now().plus(claim.terms().length().orElseGet(() -> lab.durations().total(claim.kind(), CAUTIOUS)));
    return lab.closures().stream()
        .filter(closure -> able.contains(closure.host()) && closure.from().isAfter(lab.now()) && closure.from().isBefore(end)).toList();
  }

  private static String closures(List<Closure> closing) {
    return closing.stream().limit(NAMED)
        .map(closure -> "; " + closure.host() + " is closed from " + SINCE.format(closure.from()) + " to " + SINCE.format(closure.until()) + " UTC (" + closure.why() + ")")
        .collect(Collectors.joining());
  }

  /** Say what is in the way: of few hosts each by its name, of many how many one and the same thing keeps. */
  private String obstacles(List<HostId> blocked) {
    var groups = new LinkedHashMap<String, List<HostId>>();
    blocked.forEach(host -> groups.computeIfAbsent(blocked.size() > NAMED ? obstacles.get(host) : host.value(), _ -> new ArrayList<>()).add(host));
    var named = groups.values().stream().limit(NAMED)
        .map(hosts -> (hosts.size() == 1 ? hosts.getFirst() + " is " : hosts.size() + " are ") + obstacles.get(hosts.getFirst())).collect(Collectors.joining(", "));
    long more = groups.values().stream().skip(NAMED).mapToLong(List::size).sum();
    return named + (more > 0 ? " and " + more + " more" : "");
  }

  private String resources(Shape.Choice choice) {
    var text = new StringBuilder();
    for (var portion : choice.portions()) {
      var resource = lab.resources().get(portion.resource());
      long used = lab.holdings().stream().flatMap(holding -> holding.units().stream()).filter(unit -> unit.resource().equals(resource.name())).count();
      if (resource.units() - used < portion.units()) {
        var by = lab.holdings().stream().filter(holding -> holding.units().stream().anyMatch(unit -> unit.resource().equals(resource.name()))).findFirst();
        text.append("; ").append(resource.kind()).append(' ').append(resource.name()).append(" has ").append(resource.units() - used).append(" of ")
            .append(resource.units()).append(" left").append(by.map(holding -> ", held by " + holding.by()).orElse(""));
      }
    }
    return text.toString();
  }

  String nearest() {
    int most = lab.share(claim.team()).mostHosts();
    if (claim.request().hosts() > most) {
      return "team " + claim.team() + " may have " + most + " hosts at once";
    }
    for (var part : shape.parts) {
      if (part.choices().stream().noneMatch(choice -> Shape.fits(choice, part.group()))) {
        return part.choices().stream().max(Comparator.comparingInt((Shape.Choice choice) -> choice.hosts().length)
                .thenComparing(Comparator.comparingInt((Shape.Choice choice) -> part.choices().indexOf(choice)).reversed()))
            .map(this::nearest).orElseGet(() -> countEach(part));
      }
    }
    return "each of its groups could be served, but not all at once";
  }

  private String nearest(Shape.Choice choice) {
    var missing = IntStream.of(choice.able()).mapToObj(index -> lab.machines().get(index)).filter(machine -> !machine.isInService())
        .map(machine -> machine.id() + " is " + machine.outOfService()).limit(NAMED).collect(Collectors.joining(", "));
    return (choice.description().equals("hosts") ? "the lab has " : "the nearest is " + choice.description() + ", which has ") + choice.hosts().length + " in service" + (missing.isEmpty() ? "" : "; " + missing);
  }

  private void allowed(String what, List<String> names, List<String> counts) {
    if (!names.isEmpty()) {
      counts.add("team " + claim.team() + " may use the " + what + " " + String.join(", ", names) + " only");
    }
  }

  private String countEach(Shape.Part part) {
    var counts = new ArrayList<String>();
    var conditions = part.group().where() instanceof dev.assay.inventory.need.Constraint.All(var all) ? all : List.of(part.group().where());
    for (var condition : conditions) {
      if (!condition.equals(dev.assay.inventory.need.Constraint.ANY)) {
        counts.add(lab.machines().stream().filter(machine -> condition.test(machine.facts())).count() + " satisfy " + condition);
      }
    }
    for (var ask : part.group().with()) {
      var fitting = lab.resources().stream().filter(resource -> resource.kind().equals(ask.kind()) && (ask.name().isEmpty() || resource.name().equals(ask.name()))).toList();
      counts.add(lab.machines().stream().filter(machine -> fitting.stream().anyMatch(resource -> resource.reachedBy(machine.facts()))).count()
          + " reach " + ask.toString().substring("with ".length()) + " (the lab has " + fitting.stream().mapToInt(resource -> resource.export() ? 1 : resource.units()).sum() + ")");
    }
    allowed("classes", lab.share(claim.team()).classes(), counts);
    allowed("sites", lab.share(claim.team()).sites(), counts);
    return "of " + lab.machines().size() + " hosts " + String.join(", ", counts) + ", and none all of it";
  }
}
