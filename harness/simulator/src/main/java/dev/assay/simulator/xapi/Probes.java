package dev.assay.simulator.xapi;

import dev.assay.simulator.LabSpec;
import java.util.List;
import java.util.SequencedMap;

/** What the drivers find when they are asked what is there, in the XML that they answer. */
final class Probes {

  private Probes() {}

  /** List the repositories on a medium, as a probe of a mounted one does. */
  static String repositories(dev.assay.simulator.storage.Medium medium) {
    var xml = new StringBuilder("<?xml version=\"1.0\" ?>\n<SRlist>");
    medium.repositories().forEach(repository -> xml.append("<SR><UUID>").append(repository.uuid()).append("</UUID></SR>"));
    return xml.append("</SRlist>").toString();
  }

  static String targets(HostToolstack host, String target) {
    return "<?xml version=\"1.0\" ?>\n<iscsi-target-iqns></iscsi-target-iqns>";
  }

  static String units(HostToolstack host, StorageDrivers driver, SequencedMap<String, Object> config) {
    return "<?xml version=\"1.0\" ?>\n<iscsi-target></iscsi-target>";
  }

  static String paths(HostToolstack host, String server) {
    return "<?xml version=\"1.0\" ?>\n<nfs-exports></nfs-exports>";
  }

  static List<LabSpec.Export> none() {
    return List.of();
  }
}
