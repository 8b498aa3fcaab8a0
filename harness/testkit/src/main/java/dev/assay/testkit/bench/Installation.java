package dev.assay.testkit.bench;

import dev.assay.core.HostId;
import dev.assay.testkit.Bench;
import dev.assay.testkit.HostInstallation;

/** Brings all hosts of a bench to its build, side by side. */
record Installation(Bench bench) {

  void run() {
    if (bench.installed() && !bench.spoiled()) {
      return;
    }
    var forks = bench.hosts().stream()
        .map(host -> bench.time().fork("install " + host, () -> install(host)))
        .toList();
    forks.forEach(fork -> fork.join());
    bench.renewed();
  }

  private boolean install(HostId host) {
    var installation = new HostInstallation(bench, host, bench.build());
    bench.step("bench.install", host.value(), "installing " + bench.build().id() + " on " + host);
    if (bench.spoiled()) {
      installation.anew();
    } else {
      installation.bring();
    }
    return true;
  }
}
