package dev.assay.testkit.nemesis;

import dev.assay.testkit.Host;

/** Something that goes wrong with one host, and the way back from it. */
public interface Fault {

  /** Return its name in scripts: lower-case words with hyphens. */
  String name();

  /** Tell whether guests of the host are gone by it. */
  boolean killsGuests();

  /** Let it happen. */
  void strike(Host host);

  /** Undo it, and wait until the host is well again; doing so twice is fine. */
  void heal(Host host);
}
