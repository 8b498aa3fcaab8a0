package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Keeps a guest's files as real bytes on its first writable disk, so that snapshots, clones and exports of the disk
 * carry them: a mark, a length, then the files one after another.
 */
final class RootFileSystem {

  private static final long AT = 1 << 20;
  private static final Bytes LEAST = Bytes.mib(2);
  private static final byte[] MARK = "ASSAYFS1".getBytes(StandardCharsets.US_ASCII);

  /** Folders whose files live in memory alone. */
  private static final List<String> VOLATILE = List.of("/dev/", "/run/", "/proc/");

  private RootFileSystem() {}

  static Optional<GuestDisk> disk(List<GuestDisk> disks) {
    return disks.stream().filter(disk -> !disk.device().readOnly() && disk.device().size().compareTo(LEAST) >= 0).findFirst();
  }

  /** Read the files; none from a disk that was never written. */
  static SequencedMap<String, byte[]> load(BlockDevice device) {
    var head = ByteBuffer.wrap(device.read(AT, MARK.length + Integer.BYTES));
    var mark = new byte[MARK.length];
    if (head.remaining() < MARK.length + Integer.BYTES) {
      return new LinkedHashMap<>();
    }
    head.get(mark);
    int length = head.getInt();
    if (!Arrays.equals(mark, MARK) || length < 0 || length > device.size().count() - AT) {
      return new LinkedHashMap<>();
    }
    return parse(device.read(AT + MARK.length + Integer.BYTES, length));
  }

  /** Store the files; tells whether the disk was large enough. */
  static boolean store(BlockDevice device, Map<String, byte[]> files) {
    var body = render(files);
    if (AT + MARK.length + Integer.BYTES + body.length > device.size().count()) {
      return false;
    }
    var all = ByteBuffer.allocate(MARK.length + Integer.BYTES + body.length);
    device.write(AT, all.put(MARK).putInt(body.length).put(body).array());
    return true;
  }

  private static byte[] render(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        if (VOLATILE.stream().noneMatch(file.getKey()::startsWith)) {
          out.writeUTF(file.getKey());
          out.writeInt(file.getValue().length);
          out.write(file.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Stop at what makes no sense: a damaged disk gives the files before the damage. */
  private static SequencedMap<String, byte[]> parse(byte[] body) {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
      while (in.available() > 0) {
        var path = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > in.available() || !path.startsWith("/")) {
          break;
        }
        files.put(path, in.readNBytes(length));
      }
    } catch (IOException e) {
      return files;
    }
    return files;
  }
}
