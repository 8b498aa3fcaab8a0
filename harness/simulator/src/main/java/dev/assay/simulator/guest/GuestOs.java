package dev.assay.simulator.guest;

import dev.assay.core.lab.Shell;
import dev.assay.simulator.performance.HostResources;
import java.util.Optional;

/**
 * The operating system of one VM. Its memory lives here; its files live on the VM's disks.
 *
 * <p>No method waits. The listener is called on a fork of its own, in the order of what happened.
 */
public interface GuestOs {

  /** Switch on: boot from the disks, with a new boot id. */
  void boot();

  /** Ask the guest to shut down; {@code ended(POWERED_OFF)} follows when it is up to it, with all disks synced. */
  void shutdownRequested();

  /** Ask the guest to restart; {@code ended(REBOOTED)} follows, and whoever built its domain calls {@link #boot()} again. */
  void rebootRequested();

  /** Drop the guest's memory at once, with every write that it had not synced. The listener is not told. */
  void killed();

  /** Stop running, memory kept. */
  void paused();

  void unpaused();

  /** Go on, on this host's resources. */
  void movedTo(HostResources resources);

  /** Copy the memory, unsynced writes included. The guest goes on. */
  MemoryImage memory();

  /** Go on from a copied memory, with the boot id it had, in place of what ran here. */
  void restored(MemoryImage memory);

  /** Return the address of the first NIC; empty until the guest has one. */
  Optional<String> address();

  /** Return what identifies this boot, as {@code /proc/sys/kernel/random/boot_id} says; empty while nothing runs. */
  Optional<String> bootId();

  /** Return the version of the vendor's tools that run in it; empty while nothing runs. */
  Optional<String> toolsVersion();

  /** Tell whether the guest is up to its login prompt and running. */
  boolean answers();

  /** Tell whether its agent reports: clean shutdown, suspend and live migration need it. */
  boolean agentAnswers();

  /** Log in; throws {@code AssayException.Lab} while it does not answer or when the password is wrong. */
  Shell shell(String user, String password);

  /** Why a guest ended by itself or as asked. */
  enum Ending {
    POWERED_OFF,
    REBOOTED,
    CRASHED
  }

  /** Told what the guest does. */
  interface Listener {

    /** The guest agent reports; {@link GuestOs#address()} is known. */
    void agentReady();

    /** The guest answers at its login prompt. */
    void loginReady();

    void ended(Ending reason);
  }
}
