package dev.assay.core;

import java.util.Locale;

/** What some products can do and others cannot: cases that need it are skipped where it is lacking, with the reason. */
public enum Capability {
  POOLS("hosts that share one toolstack"),
  SHARED_STORAGE("storage repositories that several hosts attach"),
  SNAPSHOTS("disk and memory snapshots"),
  IMPORT_EXPORT("VMs as archives"),
  ACCOUNTS("logins of its toolstack, with passwords and sessions"),
  SERVICES("the services, logs and reports of a XAPI host"),
  TASKS("work that can be listed and cancelled"),
  NETWORKS("networks, VLANs and bonds made by the toolstack"),
  REPOSITORIES("storage repositories that are made and destroyed"),
  WINDOWS_GUESTS("guests that need full virtualisation");

  private final String meaning;

  Capability(String meaning) {
    this.meaning = meaning;
  }

  /** Say in a few words what it is. */
  public String meaning() {
    return meaning;
  }

  /** Return the word that messages and documents have for it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
