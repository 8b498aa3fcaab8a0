package dev.assay.simulator.xapi;

import dev.assay.simulator.LabSpec;
import dev.assay.simulator.storage.Medium;
import java.util.List;
import java.util.stream.Collectors;

/** What the drivers find when they are asked what is there, in the XML that they answer. */
final class Probes {

  private static final String HEAD = "<?xml version=\"1.0\" ?>\n";

  private Probes() {}

  /** List the repositories on a medium. */
  static String repositories(Medium medium) {
    return HEAD + medium.repositories().stream()
        .map(repository -> "<SR><UUID>" + repository.uuid() + "</UUID></SR>")
        .collect(Collectors.joining("", "<SRlist>", "</SRlist>"));
  }

  /** List the iSCSI targets of a portal. */
  static String targets(HostToolstack host, String portal) {
    var names = units(host, portal, "").stream().map(unit -> unit[1]).distinct().toList();
    var xml = new StringBuilder(HEAD + "<iscsi-target-iqns>");
    for (int i = 0; i < names.size(); i++) {
      xml.append("<TGT><Index>").append(i).append("</Index><IPAddress>").append(portal).append("</IPAddress><TargetIQN>")
          .append(names.get(i)).append("</TargetIQN></TGT>");
    }
    return xml.append("</iscsi-target-iqns>").toString();
  }

  /** List the LUNs of a target, with what a create call must name. */
  static String units(HostToolstack host, String portal, String name, String kind) {
    return HEAD + units(host, portal, name).stream()
        .map(unit -> "<LUN><vendor>ASSAY</vendor><SCSIid>" + unit[2] + "</SCSIid></LUN>")
        .collect(Collectors.joining("", "<" + kind + "-target>", "</" + kind + "-target>"));
  }

  /** List the LUNs that the host's adapters see. */
  static String devices(HostToolstack host, String kind) {
    return HEAD + host.doors().network().exports().stream()
        .filter(export -> export.kind().equals(kind))
        .map(export -> export.target().substring(export.target().lastIndexOf('/') + 1))
        .map(id -> "<BlockDevice><path>/dev/disk/by-id/scsi-" + id + "</path><SCSIid>" + id + "</SCSIid><vendor>ASSAY</vendor></BlockDevice>")
        .collect(Collectors.joining("", "<Devlist>", "</Devlist>"));
  }

  /** Describe what is on a medium as records. */
  static List<Object> records(Medium medium) {
    return medium.repositories().stream().<Object>map(repository -> Values.map(
        "configuration", Values.map(),
        "complete", true,
        "sr", Values.map(
            "uuid", repository.uuid(), "name_label", "", "name_description", "",
            "free_space", medium.free().count(), "total_space", medium.size().count(), "clustered", false, "health", "healthy"),
        "extra_info", Values.map())).toList();
  }

  private static List<String[]> units(HostToolstack host, String portal, String name) {
    return host.doors().network().exports().stream()
        .filter(export -> export.kind().equals("iscsi"))
        .map(export -> export.target().split("/"))
        .filter(unit -> unit.length == 3 && unit[0].equals(portal) && (name.isEmpty() || unit[1].equals(name)))
        .toList();
  }

  /** List what a file server exports. */
  static String paths(HostToolstack host, String server) {
    return HEAD + host.doors().network().exports().stream()
        .filter(export -> export.kind().equals("nfs"))
        .map(LabSpec.Export::target)
        .filter(target -> target.startsWith(server + ":"))
        .map(target -> "<Export><Target>" + server + "</Target><Path>" + target.substring(server.length() + 1) + "</Path></Export>")
        .collect(Collectors.joining("", "<nfs-exports>", "</nfs-exports>"));
  }
}
