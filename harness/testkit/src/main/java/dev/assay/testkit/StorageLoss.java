package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts cut off from their storage until this is closed: by the simulated lab where there is one, else by their own packet
 * filter, which drops what they send to the storage's addresses.
 */
public final class StorageLoss implements AutoCloseable {

  private static final Duration COMMAND = Duration.ofMinutes(1);

  private final List<Runnable> undo = new ArrayList<>();

  private StorageLoss() {}

  /** Cut off all hosts of a pool at the same time. */
  public static StorageLoss of(Pool pool) {
    var loss = new StorageLoss();
    pool.bench().history().append("storage.lost", pool.toString());
    pool.hosts().forEach(host -> loss.cut(pool.bench(), host));
    return loss;
  }

  private void cut(Bench bench, Host host) {
    bench.access().faults().ifPresentOrElse(injector -> {
      var injection = injector.inject(new Scope.Host(host.id()), new Fault.StorageLoss());
      undo.add(() -> injector.recover(injection));
    }, () -> storageAddresses(bench, host.id()).forEach(address -> {
      filter(host, "-I", address);
      undo.add(() -> filter(host, "-D", address));
    }));
  }

  /** List the servers of the exports that the host reaches: what stands before the first colon or slash of their targets. */
  private static List<String> storageAddresses(Bench bench, HostId host) {
    var reached = bench.declared(host).reaches();
    return bench.access().lab().exports().stream()
        .filter(export -> reached.contains(export.name()))
        .map(Lab.Export::target)
        .map(target -> target.split("[:/]", 2)[0])
        .distinct()
        .toList();
  }

  private static void filter(Host host, String action, String address) {
    try (var shell = host.shell()) {
      var result = shell.run(COMMAND, List.of("iptables", action, "OUTPUT", "-d", address, "-j", "DROP"));
      if (!result.succeeded()) {
        throw new AssayException.Lab("cutting " + host + " off from storage at " + address + ": iptables ended with status " + result.status()
            + ", " + result.errors().strip());
      }
    }
  }

  @Override
  public void close() {
    undo.forEach(Runnable::run);
    undo.clear();
  }
}
