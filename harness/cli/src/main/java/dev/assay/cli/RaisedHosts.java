package dev.assay.cli;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.database.DatabaseSettings;
import dev.assay.inventory.HostState;
import dev.assay.inventory.LabFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hosts of a Xen lab that a run found dead and that have been raised anew are granted again: nobody else would think of it. */
final class RaisedHosts {

  private static final String WHO = "assay lab xen up";

  private RaisedHosts() {}

  /** Take the suspect ones back into service; where nobody has used a database yet there are none. */
  static void backIntoService(Workspace workspace, Path labFile, Terminal terminal) {
    if (workspace.database() instanceof DatabaseSettings.Embedded(var folder) && !Files.isDirectory(folder)) {
      return;
    }
    try (var services = Services.open(workspace)) {
      var lab = services.synced(LabFile.read(labFile));
      services.leases().hosts(lab.name()).stream().filter(status -> status.stored() == HostState.SUSPECT).forEach(status -> {
        services.inventory().setState(status.host().id(), HostState.READY, WHO, "raised anew", "");
        terminal.progress(status.host().id() + " is in service again; it was suspect: " + status.reason());
      });
    } catch (AssayException.Unavailable e) {
      terminal.progress("note: whether hosts are out of service is not known: " + e.getMessage());
    }
  }
}
