package dev.assay.testkit.bench;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Crew;
import dev.assay.testkit.Host;
import dev.assay.testkit.plan.BenchShape;
import java.util.List;
import java.util.stream.IntStream;

/** Brings installed hosts to a shape by the fewest joins and ejections, and gives the pool its shared storage. */
record Shaping(Bench bench, BenchShape shape) {

  void run() {
    dissolve();
    var wanted = bench.hosts().subList(0, shape.pooled());
    var alone = bench.hosts().subList(shape.pools() * shape.pooled(), bench.hosts().size());
    if (wanted.isEmpty() || bench.pooled().isEmpty()) {
      beginAlone(wanted);
    }
    bench.pooled().stream().skip(1).filter(host -> !wanted.contains(host)).toList().forEach(this::eject);
    wanted.stream().filter(host -> !bench.pooled().contains(host)).toList().forEach(this::join);
    bench.shaped(wanted, alone);
    bench.stored(shape.storage());
    if (!wanted.isEmpty()) {
      shape.storage().forEach(this::attach);
    }
    layOutBeside();
  }

  /** Hosts of further pools stand alone again. */
  private void dissolve() {
    shapeEach(bench.benches().stream().skip(1).toList(), new BenchShape(1, 0, 0, List.of(), Bytes.ZERO));
    bench.standingBeside(List.of());
  }

  /** Each further pool has the next hosts, and is made at the same time as the others. */
  private void layOutBeside() {
    var others = IntStream.range(1, shape.pools())
        .mapToObj(pool -> bench.partOf(bench.hosts().subList(pool * shape.pooled(), (pool + 1) * shape.pooled()), pool + 1))
        .toList();
    shapeEach(others, new BenchShape(1, shape.pooled(), 0, shape.storage(), shape.memory()));
    bench.standingBeside(others);
  }

  private void shapeEach(List<Bench> others, BenchShape wanted) {
    Crew.unlimited(bench.time()).doing(others, other -> new Shaping(other, wanted).run());
  }

  /** Every host is a pool of one after its installation. */
  private void beginAlone(List<HostId> wanted) {
    bench.pooled().stream().skip(1).toList().forEach(this::eject);
    var first = wanted.stream().limit(1).toList();
    bench.shaped(first, bench.hosts().stream().filter(host -> !first.contains(host)).toList());
  }

  private void eject(HostId host) {
    bench.step("bench.eject", host.value(), "taking " + host + " out of the pool");
    bench.pool().eject(handle(host));
  }

  private void join(HostId host) {
    bench.step("bench.join", host.value(), "taking " + host + " into the pool");
    bench.pool().join(handle(host));
  }

  /** The pool's default storage is the shared one from then on. */
  private void attach(String kind) {
    var name = "assay-shared-" + kind;
    if (bench.pool().findSr(name).isEmpty()) {
      bench.step("bench.storage", kind, "attaching " + kind + " storage");
      bench.pool().createSharedSr(kind, name).makeDefault();
    }
  }

  private Host handle(HostId host) {
    return Host.of(bench, host);
  }
}
