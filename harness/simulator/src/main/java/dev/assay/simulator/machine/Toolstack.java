package dev.assay.simulator.machine;

import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.util.List;

/**
 * The control stack of one installed host. The object lives as long as the installation on the disk: what is durable
 * stays in it over reboots, what is volatile goes at {@link #powerLost()}.
 */
public interface Toolstack {

  /** Start: dom0 has booted. Called at every boot, also after a restart of the toolstack alone. */
  void started();

  /** Drop everything volatile: dom0 is gone, cleanly or not, and every domain with it. Must not wait. */
  void powerLost();

  Transport api();

  HttpHandlers http();

  /** List the domains that run, as the hypervisor sees them, dom0 first; one line each as {@code xl list} prints it. */
  List<String> domains();

  /** List the network devices that dom0 has for its networks and guests; each as its name and its largest frame, such as {@code vif3.0 1500}. */
  default List<String> links() {
    return List.of();
  }

  /** Return the addresses of the members of the host's pool, its own among them. */
  default List<String> poolMembers() {
    return List.of();
  }

  /** Tell whether this password opens a shell for this user. */
  boolean login(String user, String password);
}
