package dev.assay.inventory;

import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Facts;
import dev.assay.inventory.need.Vocabulary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A declared host as constraints see it. */
public final class HostFacts {

  private HostFacts() {}

  /** Return the names that constraints on this lab's hosts may use. */
  public static Vocabulary vocabulary(Lab lab) {
    return Vocabulary.of(lab.sites().stream().flatMap(site -> site.hosts().stream().map(host -> of(lab, site, host))).toList());
  }

  public static Facts of(Lab lab, Lab.Site site, Lab.Host host) {
    return of(lab, site.name(), host);
  }

  public static Facts of(Lab lab, String site, Lab.Host host) {
    var equipment = host.equipment();
    return new Facts()
        .with(Attribute.HOST, host.id().value())
        .with(Attribute.CLASS, host.hostClass())
        .with(Attribute.SITE, site)
        .with(Attribute.RACK, equipment.rack())
        .with(Attribute.VENDOR, host.cpuVendor().equals("AuthenticAMD") ? "amd" : "intel")
        .with(Attribute.FAMILY, equipment.cpuFamily())
        .with(Attribute.FIRMWARE, host.uefi() ? "uefi" : "bios")
        .with(Attribute.MEMORY, host.memory().count())
        .with(Attribute.DISK, host.disk().count())
        .with(Attribute.CPUS, host.cpus())
        .with(Attribute.NICS, host.nics())
        .with(Attribute.DISKS, equipment.disks())
        .with(Attribute.GPUS, equipment.gpus())
        .with(Attribute.STORAGE, storage(lab, host))
        .with(Attribute.NETWORK, equipment.networks())
        .with(Attribute.GENERATION, host.generations())
        .with(Attribute.FEED, equipment.feeds())
        .with(Attribute.LABEL, host.labels());
  }

  private static List<String> storage(Lab lab, Lab.Host host) {
    Map<String, String> kinds = lab.exports().stream().collect(Collectors.toMap(Lab.Export::name, Lab.Export::kind));
    var words = new LinkedHashSet<String>();
    host.reaches().forEach(name -> words.add(kinds.getOrDefault(name, name)));
    words.addAll(host.reaches());
    return List.copyOf(words);
  }
}
