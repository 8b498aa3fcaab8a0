package dev.assay.simulator.guest;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A guest's files and, under {@code /dev}, the disks that are plugged now. */
final class GuestFiles implements Files {

  private final SimulatedGuest guest;
  private final GuestState state;

  GuestFiles(SimulatedGuest guest, GuestState state) {
    this.guest = guest;
    this.state = state;
  }

  /** Find the disk that a path names. */
  Optional<GuestDisk> disk(String path) {
    var plain = Files.plain(path);
    return guest.hardware().disks().stream().filter(disk -> plain.equals("/dev/" + disk.name())).findFirst();
  }

  @Override
  public boolean isFile(String path) {
    return disk(path).isPresent() || state.files.isFile(path);
  }

  @Override
  public boolean isFolder(String path) {
    return state.files.isFolder(path);
  }

  @Override
  public List<String> list(String folder) {
    var names = new ArrayList<>(state.files.list(folder));
    if (Files.plain(folder).equals("/dev")) {
      guest.hardware().disks().forEach(disk -> names.add(disk.name()));
    }
    return names.stream().distinct().sorted().toList();
  }

  @Override
  public long size(String path) {
    return disk(path).map(disk -> disk.device().size().count()).orElseGet(() -> state.files.size(path));
  }

  @Override
  public byte[] read(String path, long offset, int length) {
    var disk = disk(path);
    if (disk.isEmpty()) {
      return state.files.read(path, offset, length);
    }
    long left = disk.get().device().size().count() - offset;
    return left <= 0 ? new byte[0] : state.pages.read(disk.get(), offset, (int) Math.min(left, length));
  }

  @Override
  public void write(String path, long offset, byte[] bytes) {
    var disk = disk(path);
    if (disk.isEmpty()) {
      refuseNewDevice(path);
      state.files.write(path, offset, bytes);
    } else {
      requireWritable(disk.get(), path, offset + bytes.length);
      state.pages.write(disk.get(), offset, bytes);
    }
    guest.wrote();
  }

  @Override
  public void truncate(String path, long length) {
    if (disk(path).isEmpty()) {
      refuseNewDevice(path);
      state.files.truncate(path, length);
      guest.wrote();
    }
  }

  @Override
  public void delete(String path) {
    if (disk(path).isPresent()) {
      throw new CommandFailed(1, path + ": Operation not permitted");
    }
    state.files.delete(path);
    guest.wrote();
  }

  @Override
  public void makeFolder(String path) {
    state.files.makeFolder(path);
    guest.wrote();
  }

  private static void requireWritable(GuestDisk disk, String path, long end) {
    if (disk.device().readOnly()) {
      throw new CommandFailed(1, path + ": Read-only file system");
    }
    if (end > disk.device().size().count()) {
      throw new CommandFailed(1, path + ": No space left on device");
    }
  }

  /** A write to a disk that is not plugged must not make a file of its name in memory. */
  private void refuseNewDevice(String path) {
    var plain = Files.plain(path);
    if (plain.startsWith("/dev/") && !plain.startsWith("/dev/shm/")) {
      throw new CommandFailed(1, path + ": No such device or address");
    }
  }
}
