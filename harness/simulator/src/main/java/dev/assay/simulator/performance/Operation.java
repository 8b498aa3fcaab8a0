package dev.assay.simulator.performance;

import dev.assay.core.Bytes;

/** Something that costs a host time and resources. */
public sealed interface Operation {

  /** Build a domain and start it; holds dom0 memory, event channels and tap devices until it is stopped. */
  record StartDomain(boolean hvm, int vcpus, Bytes memory, int vbds, int vifs) implements Operation {}

  /** Tear a domain down. */
  record StopDomain() implements Operation {}

  /** Write a domain's memory to storage and tear the domain down. */
  record SuspendDomain(Bytes memory) implements Operation {}

  /** Read a domain's memory back from storage into a domain that was built. */
  record ResumeDomain(Bytes memory) implements Operation {}

  /**
   * Copy a running domain's memory to another host, in rounds, while it goes on dirtying it.
   *
   * @param writable the writable working set: no more is dirty however long a round takes
   * @param stopped called when the last round begins: from then on the guest stands still
   */
  record MigrateDomain(Bytes memory, Bytes writable, double dirtyMibPerSecond, Runnable stopped) implements Operation {

    public MigrateDomain(Bytes memory, double dirtyMibPerSecond, Runnable stopped) {
      this(memory, memory, dirtyMibPerSecond, stopped);
    }

    /** Migrate a guest that does nothing. */
    public static MigrateDomain atRest(Bytes memory, Runnable stopped) {
      return new MigrateDomain(memory, Parameters.DIRTY_MIB_PER_SECOND_AT_REST, stopped);
    }
  }

  record PlugDevice() implements Operation {}

  record UnplugDevice() implements Operation {}

  /** Unplug a network interface. */
  record UnplugInterface() implements Operation {}

  /** Set up or take down a host's own interface over others, on a host that has so many. */
  record ConfigureInterface(int interfaces) implements Operation {}

  record CloneDisk() implements Operation {}

  record CopyDisk(Bytes size) implements Operation {}

  record SnapshotDisk() implements Operation {}

  record ScanStorage(int vdis) implements Operation {}

  /** Make a storage repository; the kind is that of the export, or {@code lvm}, {@code ext} for a local disk. */
  record CreateStorage(String kind) implements Operation {}

  /** Boot a guest from power-on to its login prompt, all steps. */
  record BootGuest(GuestProfile profile) implements Operation {}

  /** One step of a guest's boot, from 0: processor time, then reads and writes. */
  record BootStep(GuestProfile profile, int step) implements Operation {}

  /** Bulk data between a running guest and its disks. */
  record GuestTransfer(Bytes size, boolean reading) implements Operation {}

  /** Network traffic of guests, from one to another on the host. */
  record GuestTraffic(Bytes size) implements Operation {}

  /** So many requests of a guest to one of its disks, one after the other. */
  record GuestRequests(long count, Bytes block, boolean reading) implements Operation {}

  /** One end of traffic between a guest and a guest of another host: the back end's work and the physical link. */
  record GuestStream(Bytes size, boolean receiving) implements Operation {}

  /** A list of all objects of a class, with their records. */
  record ListRecords(int count) implements Operation {}

  /** A call that only looks something up or notes something down. */
  record ControlCall() implements Operation {}
}
