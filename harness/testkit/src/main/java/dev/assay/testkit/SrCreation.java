package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.inventory.Lab;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.SrRef;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** How the product is told to make a storage repository of a kind. */
record SrCreation(String type, SequencedMap<String, Object> deviceConfig, boolean shared) {

  /** Read the target of a lab's export: {@code server:/path}, or {@code server/iqn/scsi-id} for block storage. */
  static SrCreation of(Lab.Export export) {
    return switch (export.kind()) {
      case "nfs" -> {
        var parts = export.target().split(":", 2);
        yield new SrCreation("nfs", config("server", parts[0], "serverpath", parts[1]), true);
      }
      case "iscsi" -> {
        var parts = export.target().split("/", 3);
        yield new SrCreation("lvmoiscsi", config("target", parts[0], "targetIQN", parts[1], "SCSIid", parts[2]), true);
      }
      case "hba" -> new SrCreation("lvmohba", config("SCSIid", scsiId(export)), true);
      case "fcoe" -> new SrCreation("lvmofcoe", config("SCSIid", scsiId(export)), true);
      case "smb" -> new SrCreation("smb", config("server", export.target()), true);
      case String other -> throw new AssayException.Usage("making a storage repository on " + export.name() + ": exports of kind " + other + " are not supported here");
    };
  }

  private static String scsiId(Lab.Export export) {
    return export.target().substring(export.target().lastIndexOf('/') + 1);
  }

  /** Say something more to the driver. */
  SrCreation with(String name, String value) {
    var more = new LinkedHashMap<>(deviceConfig);
    more.put(name, value);
    return new SrCreation(type, more, shared);
  }

  Sr on(Toolstack toolstack, HostRef host, String name) {
    var ref = toolstack.session().runFor(SrRef.KIND, toolstack.limit(), "SR.create",
        host, deviceConfig, 0L, name, "made by Assay", type, "user", shared, new LinkedHashMap<String, Object>());
    return new Sr(toolstack, ref);
  }

  private static SequencedMap<String, Object> config(String... namesAndValues) {
    var config = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      config.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return config;
  }
}
