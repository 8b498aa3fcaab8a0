package dev.assay.testkit.stress;

import dev.assay.testkit.Disk;
import dev.assay.testkit.Snapshot;
import dev.assay.testkit.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A VM under stress, with what was kept of it. */
public final class Guest {

  /** A state that was kept, by the number of the step that kept it. */
  record Kept(String name, Snapshot snapshot) {}

  private final int number;
  private final Vm vm;
  private final List<Kept> kept = new ArrayList<>();

  Guest(int number, Vm vm) {
    this.number = number;
    this.vm = vm;
  }

  public int number() {
    return number;
  }

  public String name() {
    return "guest-" + number;
  }

  public Vm vm() {
    return vm;
  }

  /** Return the disk, besides the system's, that it has from the beginning, to read and write past file systems. */
  static Disk register(Vm vm) {
    return vm.disks().get(1);
  }

  /** Return the last of the disks that were added later; nothing when there is none. */
  Optional<Disk> addedDisk() {
    var disks = vm.disks();
    return disks.size() > 2 ? Optional.of(disks.getLast()) : Optional.empty();
  }

  void keep(String name, Snapshot snapshot) {
    kept.add(new Kept(name, snapshot));
  }

  Optional<Kept> lastKept() {
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast());
  }

  @Override
  public String toString() {
    return name();
  }
}
