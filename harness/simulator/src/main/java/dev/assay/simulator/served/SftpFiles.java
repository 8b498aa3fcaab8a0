package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Answers SFTP requests (version 3) by reading and writing whole files of a simulated machine. What is not needed to
 * transfer files is refused as unsupported.
 */
final class SftpFiles {

  private static final int VERSION = 3;
  private static final int OK = 0;
  private static final int END_OF_FILE = 1;
  private static final int NO_SUCH_FILE = 2;
  private static final int FAILURE = 4;
  private static final int UNSUPPORTED = 8;

  private static final int OPEN_WRITE = 0x02;
  private static final int OPEN_TRUNCATE = 0x10;
  private static final int READ_CAP = 256 << 10;
  private static final int FILE_CAP = 256 << 20;

  private static final int HAS_SIZE = 0x01;
  private static final int HAS_PERMISSIONS = 0x04;
  private static final int REGULAR_FILE = 0100644;

  private final Shell shell;
  private final Inside inside;
  private final Map<String, OpenFile> open = new HashMap<>();
  private int handles;

  /** A file between its opening and its closing, when what was written to it reaches the machine. */
  private static final class OpenFile {
    final String path;
    final boolean writes;
    byte[] content;

    OpenFile(String path, boolean writes, byte[] content) {
      this.path = path;
      this.writes = writes;
      this.content = content;
    }
  }

  SftpFiles(Shell shell, Inside inside) {
    this.shell = shell;
    this.inside = inside;
  }

  SftpMessage answer(SftpMessage request) {
    var content = request.content();
    if (request.type() == SftpMessage.INIT) {
      return SftpMessage.of(SftpMessage.VERSION).number(VERSION);
    }
    long id = content.getUInt();
    try {
      return switch (request.type()) {
        case SftpMessage.REALPATH -> name(id, content.getString());
        case SftpMessage.STAT, SftpMessage.LSTAT -> attributes(id, read(content.getString()).length);
        case SftpMessage.OPEN -> open(id, content.getString(), content.getInt());
        case SftpMessage.SETSTAT, SftpMessage.FSETSTAT -> status(id, OK, "");
        case SftpMessage.FSTAT, SftpMessage.READ, SftpMessage.WRITE, SftpMessage.CLOSE -> onHandle(request.type(), id, content);
        default -> status(id, UNSUPPORTED, "not simulated");
      };
    } catch (AssayException.Product e) {
      return status(id, NO_SUCH_FILE, e.getMessage());
    }
  }

  private SftpMessage onHandle(int type, long id, Buffer content) {
    var handle = content.getString();
    var file = open.get(handle);
    if (file == null) {
      return status(id, FAILURE, "no such handle");
    }
    return switch (type) {
      case SftpMessage.FSTAT -> attributes(id, file.content.length);
      case SftpMessage.READ -> read(id, file, content.getLong(), content.getInt());
      case SftpMessage.WRITE -> write(id, file, content.getLong(), content.getBytes());
      default -> close(id, handle, file);
    };
  }

  private SftpMessage open(long id, String path, int flags) {
    boolean writes = (flags & OPEN_WRITE) != 0;
    var content = writes && (flags & OPEN_TRUNCATE) != 0 ? new byte[0] : read(path);
    var handle = Integer.toString(handles++);
    open.put(handle, new OpenFile(path, writes, content));
    return SftpMessage.of(SftpMessage.HANDLE).number(id).text(handle);
  }

  private static SftpMessage read(long id, OpenFile file, long offset, int length) {
    if (offset >= file.content.length) {
      return status(id, END_OF_FILE, "");
    }
    int from = (int) offset;
    int count = Math.min(Math.min(length, READ_CAP), file.content.length - from);
    return SftpMessage.of(SftpMessage.DATA).number(id).bytes(file.content, from, count);
  }

  private static SftpMessage write(long id, OpenFile file, long offset, byte[] bytes) {
    if (!file.writes || offset < 0 || offset + bytes.length > FILE_CAP) {
      return status(id, FAILURE, "not open for writing, or beyond " + FILE_CAP + " bytes");
    }
    int end = (int) offset + bytes.length;
    if (end > file.content.length) {
      file.content = Arrays.copyOf(file.content, end);
    }
    System.arraycopy(bytes, 0, file.content, (int) offset, bytes.length);
    return status(id, OK, "");
  }

  private SftpMessage close(long id, String handle, OpenFile file) {
    open.remove(handle);
    if (file.writes) {
      inside.ask("sftp write", () -> {
        shell.write(file.path, file.content);
        return true;
      });
    }
    return status(id, OK, "");
  }

  private byte[] read(String path) {
    return inside.ask("sftp read", () -> shell.read(path));
  }

  private static SftpMessage name(long id, String path) {
    var absolute = path.startsWith("/") ? path : "/root" + (path.isEmpty() || path.equals(".") ? "" : "/" + path);
    return SftpMessage.of(SftpMessage.NAME).number(id).number(1).text(absolute).text(absolute).number(0);
  }

  private static SftpMessage attributes(long id, long size) {
    return SftpMessage.of(SftpMessage.ATTRS).number(id).number(HAS_SIZE | HAS_PERMISSIONS).longNumber(size).number(REGULAR_FILE);
  }

  private static SftpMessage status(long id, int code, String message) {
    return SftpMessage.of(SftpMessage.STATUS).number(id).number(code).text(message).text("en");
  }
}
