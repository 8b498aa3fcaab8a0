package dev.assay.testkit.lab;

import dev.assay.inventory.Lab;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.LabSpec;

/** Turns a lab as its file declares it into what the simulator makes it of. */
public final class LabSpecs {

  private LabSpecs() {}

  public static LabSpec of(Lab lab, long seed, Defects defects) {
    var hosts = lab.sites().stream().flatMap(site -> site.hosts().stream().map(host -> host(lab, site, host))).toList();
    var exports = lab.exports().stream()
        .flatMap(export -> export.each().stream())
        .map(export -> new LabSpec.Export(export.name(), export.kind(), export.target(), export.size()))
        .toList();
    var releases = lab.builds().stream()
        .map(build -> new LabSpec.Release(build.media(), build.product(), build.version(), build.buildNumber(), build.generation(), lab.facts(build.id()).defects()))
        .toList();
    return new LabSpec(seed, hosts, exports, releases, defects);
  }

  private static LabSpec.Host host(Lab lab, Lab.Site site, Lab.Host host) {
    var reaches = lab.exports().stream().filter(export -> host.reaches().contains(export.name())).flatMap(export -> export.each().stream()).map(Lab.Export::name).toList();
    return new LabSpec.Host(host.id(), site.name(), host.hostClass(), host.address(), host.mac(), host.cpuVendor(), host.cpus(),
        host.memory(), host.disk(), host.nics(), host.uefi(), reaches, host.equipment().gpus(), host.equipment().secondDisk());
  }
}
