package dev.assay.testkit.lab;

import dev.assay.core.HostId;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;

/** The doors of one machine. What cannot be reached throws {@code AssayException.Lab}. */
public interface Machine {

  HostId id();

  Power power();

  Transport xapi();

  HttpHandlers http();

  /** Log in as root on the installed host; the caller closes it. */
  Shell shell();

  /** Log in as root on a guest that this host's network reaches; the caller closes it. */
  Shell guestShell(String address);

  /** Return what the machine printed on its console lately; blank when the lab keeps none. */
  String console();
}
