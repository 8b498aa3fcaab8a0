package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.DiskRoom;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.WrongIdentityException;
import dev.assay.inventory.Lab;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The machine that an emulated host runs on, where that is this one. A disk without room stops such a host in the middle of a write: it is
 * switched on, says nothing any more, and no waiting mends it.
 *
 * @param room on the disk that the host's files are on; nothing when they are on another machine
 */
record Ground(Supplier<Optional<DiskRoom>> room) {

  /** Its console is kept beside its disks. */
  static Ground of(Lab.Host host) {
    var log = host.access().consoleLog();
    if (!host.isNested() || !log.startsWith(Lab.Access.HERE)) {
      return new Ground(Optional::empty);
    }
    var folder = Path.of(log.substring(Lab.Access.HERE.length())).toAbsolutePath().getParent();
    return new Ground(() -> Optional.ofNullable(folder).map(DiskRoom::of));
  }

  /** Ask the host for something; that it gives no answer because there is no room is said, and ends every wait. */
  <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (WrongIdentityException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      throw room.get().filter(DiskRoom::isUsedUp).<AssayException>map(left -> new DamagedHostException(
          left.describe() + ", and an emulated machine that finds no room for what it writes stands still: free some, then switch the host off and on; seen: " + e.getMessage(), e)).orElse(e);
    }
  }
}
