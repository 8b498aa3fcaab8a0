package dev.assay.testkit.plan;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.Target;
import dev.assay.inventory.Lab;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** How many hosts can stand in one bench: of one class, at one site, reaching the same storage. */
public sealed interface Room {

  /** Room for whatever is asked. */
  Room UNBOUNDED = new Unbounded();

  /** Return the room that a lab has for a build. */
  static Room of(Lab lab, Build build) {
    return new OfLab(lab, build);
  }

  /** Return how many hosts with so much memory, that reach one same export of each of these kinds, can stand together at most. */
  int most(List<String> storage, Bytes memory);

  /** Say why there are not so many pools; empty when there is room for them, and of a single pool. */
  Optional<String> lacking(BenchShape shape);

  /** No lab is known. */
  record Unbounded() implements Room {

    @Override
    public int most(List<String> storage, Bytes memory) {
      return Integer.MAX_VALUE;
    }

    @Override
    public Optional<String> lacking(BenchShape shape) {
      return Optional.empty();
    }
  }

  /** The hosts of a lab that run a build's generation. */
  record OfLab(Lab lab, Build build) implements Room {

    @Override
    public int most(List<String> storage, Bytes memory) {
      var alike = new LinkedHashMap<String, List<Lab.Host>>();
      for (var site : lab.sites()) {
        site.hosts().stream().filter(host -> fits(host, memory))
            .forEach(host -> alike.computeIfAbsent(site.name() + "/" + host.hostClass(), _ -> new ArrayList<>()).add(host));
      }
      return alike.values().stream().mapToInt(hosts -> together(hosts, storage)).max().orElse(0);
    }

    private boolean fits(Lab.Host host, Bytes memory) {
      return host.generations().contains(build.generation()) && host.memory().compareTo(memory) >= 0 && host.access().target() == build.target();
    }

    private int together(List<Lab.Host> hosts, List<String> kinds) {
      if (kinds.isEmpty()) {
        return hosts.size();
      }
      return lab.exports().stream().filter(export -> export.kind().equals(kinds.getFirst()))
          .mapToInt(export -> together(hosts.stream().filter(host -> host.reaches().contains(export.name())).toList(), kinds.subList(1, kinds.size())))
          .max().orElse(0);
    }

    @Override
    public Optional<String> lacking(BenchShape shape) {
      int most = shape.pools() > 1 && build.target() == Target.XAPI ? most(shape.storage(), shape.memory()) : Integer.MAX_VALUE;
      return shape.hosts() <= most ? Optional.empty()
          : Optional.of("needs " + shape.describe() + "; lab " + lab.name() + " has " + most + " hosts that can stand together; the shipped lab has more: --lab large");
    }
  }
}
