package dev.assay.simulator.guest;

import dev.assay.simulator.shell.FileTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a running guest holds in memory: how far it has booted, its files, and the writes that its disks have not seen. */
final class GuestState implements MemoryImage {

  final String bootId;
  final Instant bootedAt;
  final FileTree files = new FileTree();
  final PageCache pages;

  /** The state of {@link #files} that the disk holds. */
  long changesOnDisk;

  int stepsDone;

  /** How it was asked to end while it still booted. */
  GuestOs.@Nullable Ending asked;

  /** Whether a traffic server listens. */
  boolean servesTraffic;

  GuestState(String bootId, Instant bootedAt) {
    this(bootId, bootedAt, new PageCache());
  }

  private GuestState(String bootId, Instant bootedAt, PageCache pages) {
    this.bootId = bootId;
    this.bootedAt = bootedAt;
    this.pages = pages;
    for (var folder : new String[] {"/dev", "/dev/shm", "/etc", "/mnt", "/root", "/run", "/tmp", "/var/log"}) {
      files.makeFolder(folder);
    }
    files.generate("/proc/sys/kernel/random/boot_id", () -> (bootId + "\n").getBytes(StandardCharsets.UTF_8));
  }

  GuestState copy() {
    var copy = new GuestState(bootId, bootedAt, pages.copy());
    copy.files.restore(files.snapshot());
    // What was unsynced here must stay unsynced there.
    copy.changesOnDisk = files.changes() == changesOnDisk ? copy.files.changes() : -1;
    copy.stepsDone = stepsDone;
    copy.asked = asked;
    copy.servesTraffic = servesTraffic;
    return copy;
  }

  boolean isDirty() {
    return files.changes() != changesOnDisk || pages.isDirty();
  }
}
