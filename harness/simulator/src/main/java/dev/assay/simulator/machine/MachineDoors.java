package dev.assay.simulator.machine;

import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.guest.Guests;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.StorageArray;
import java.time.Instant;

/** What a toolstack gets from the machine it runs on. Always answers for the machine's present boot. */
public interface MachineDoors {

  /** The shared resources of this boot; new after each power-on or reboot. */
  HostResources resources();

  /** Return the array or file server that an export lies on. */
  StorageArray array(LabSpec.Export export);

  /** Print a line on the serial console. */
  void console(String line);

  /** Append a line to {@code /var/log/<file>} of dom0, with date and host name put before it as syslog does. */
  void log(String file, String line);

  /** Write a file of dom0, with the folders above it; what was there is replaced. */
  void writeFile(String path, String text);

  /** Pack what {@code xen-bugtool} packs: a tar of dom0's logs and state. */
  byte[] statusReport();

  /** Reboot dom0 cleanly; returns at once, {@link Toolstack#powerLost()} follows. */
  void reboot();

  /** Stop the toolstack and start it again, domains left alone; returns at once. */
  void restartToolstack();

  /** Reset the machine at once, as its watchdog does; {@link Toolstack#powerLost()} comes first. */
  void fence();

  /** Shut dom0 down cleanly and power off; returns at once, {@link Toolstack#powerLost()} follows. */
  void shutdown();

  /** Switch the machine on, when it is off: as a packet over its network or its management controller does. */
  void wake();

  History history();

  VirtualTime time();

  /** The time that the host's own clock shows: a fault sets it wrong. */
  Instant clock();

  /** A source of chance for this host's toolstack alone. */
  Chance chance();

  /** The limits and features of the installed product generation. */
  ReleaseFacts generation();

  /** The bits of the processors' first word of features that this boot's hypervisor shows. */
  long shownFeatures();

  /** Whether the kernel's bridge carries networks in this boot, in place of the switch. */
  boolean bridged();

  /** The defects that the installed build carries. */
  Defects defects();

  Network network();

  /** Where the operating systems of guests come from, one maker for the whole lab. */
  Guests guests();
}
