package dev.assay.testkit.bench;

import dev.assay.core.AssayException;
import dev.assay.core.Capability;
import dev.assay.core.HostId;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.core.time.Await;
import dev.assay.core.run.Evidence;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Host;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is fetched from a bench after a failure. A host that does not answer is cut off its power and started again once, for its
 * logs; what cannot be had is said in its place.
 */
record EvidenceCollection(Bench bench) {

  private static final Duration COMES_BACK = Duration.ofMinutes(15);

  void run(Consumer<Evidence> into) {
    var hosts = bench.pooled().isEmpty() && bench.solo().isEmpty() ? bench.hosts()
        : Stream.of(bench.pooled().stream(), bench.solo().stream(), mastersBeside()).flatMap(each -> each).toList();
    bench.revived(List.of());
    for (var host : hosts) {
      into.accept(text(host + "-console.log", () -> bench.machine(host).console()));
      try {
        revive(host).ifPresent(into);
        Host.of(bench, host).logs().forEach((name, source) -> into.accept(text(host + "-" + name, source)));
      } catch (DamagedHostException e) {
        into.accept(missing(host + "-logs", e));
      }
    }
    bench.pooled().stream().limit(1).forEach(master -> {
      into.accept(text("vms.txt", () -> vms(master)));
      if (!bench.build().target().lacks().contains(Capability.SERVICES)) {
        into.accept(collect(master + "-status-report.tar", "application/x-tar", () -> Host.of(bench, master).statusReport()));
      }
    });
  }

  /** Of further pools the masters say enough: there may be hundreds of hosts. */
  private Stream<HostId> mastersBeside() {
    return bench.benches().stream().skip(1).flatMap(other -> other.pooled().stream().limit(1));
  }

  /**
   * Bring an installed host that does not answer back to life by its power; say so, for it is no longer what the case left. One that is
   * emulated is left alone: its machine may be gone for good, and its console is kept beside it.
   */
  private Optional<Evidence> revive(HostId host) {
    if (!bench.installed() || answers(host) || bench.declared(host).isNested()) {
      return Optional.empty();
    }
    bench.revived(Stream.concat(bench.revived().stream(), Stream.of(host)).toList());
    return Optional.of(text(host + "-revived.txt", () -> {
      bench.machine(host).power().cycle();
      bench.history().append("evidence.rebooted", host.value());
      var back = Await.on(bench.time()).until(host + " answers", () -> answers(host)).atMost(COMES_BACK);
      return back.map(took -> "did not answer; its power was cut, and it answered again " + took + " after that\n")
          .orElse("did not answer; its power was cut, and it still did not answer " + COMES_BACK + " after that\n");
    }));
  }

  private boolean answers(HostId host) {
    try {
      bench.machine(host).shell().close();
      return true;
    } catch (StaleLeaseException | DamagedHostException | AssayException.Cancelled | AssayException.Unavailable e) {
      throw e;
    } catch (WrongIdentityException e) {
      return true;
    } catch (AssayException e) {
      return false;
    }
  }

  private String vms(HostId master) {
    return bench.toolstack(master).session().all(VmRef.KIND).values().stream()
        .filter(vm -> !vm.get(VmFields.IS_A_TEMPLATE))
        .map(vm -> vm.values().entrySet().stream().map(field -> field.getKey() + ": " + field.getValue()).collect(Collectors.joining("\n")))
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static Evidence text(String name, Supplier<String> source) {
    return collect(name, "text/plain", () -> source.get().getBytes(StandardCharsets.UTF_8));
  }

  private static Evidence collect(String name, String mediaType, Supplier<byte[]> source) {
    try {
      return new Evidence(name, mediaType, source.get());
    } catch (StaleLeaseException | AssayException.Cancelled e) {
      throw e;
    } catch (AssayException e) {
      return missing(name, e);
    }
  }

  private static Evidence missing(String name, AssayException why) {
    return new Evidence(name + ".missing.txt", "text/plain", ("could not be collected: " + why.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
