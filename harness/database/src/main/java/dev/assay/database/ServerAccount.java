package dev.assay.database;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root, so root hands them to another account.
 *
 * @param prefix put before each command
 * @param uid who owns the server's files
 */
record ServerAccount(List<String> prefix, int uid) {

  /** The unprivileged account that Linux distributions agree on ({@code nobody}). */
  private static final int NOBODY = 65534;

  /**
   * Choose the account for a server whose data lie in this existing folder.
   *
   * <p>Where {@code nobody} could not even reach the folder (below root's home, say), a user namespace makes root look like
   * {@code nobody} to the server instead.
   */
  static ServerAccount forFolder(Path folder) {
    int uid = currentUid();
    if (uid != 0) {
      return new ServerAccount(List.of(), uid);
    }
    if (everybodyCanEnter(folder)) {
      return new ServerAccount(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), NOBODY);
    }
    return new ServerAccount(List.of("unshare", "--user", "--"), 0);
  }

  static int currentUid() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new AssayException.Unavailable("looking up the current user in /proc: " + e + "; is /proc mounted?", e);
    }
  }

  List<String> command(Path program, Stream<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    arguments.forEach(command::add);
    return command;
  }

  /** Give a file or folder to the account; only root can, and only root needs to. */
  void own(Path path) throws IOException {
    if (currentUid() == 0) {
      Files.setAttribute(path, "unix:uid", uid);
      Files.setAttribute(path, "unix:gid", uid);
    }
  }

  private static boolean everybodyCanEnter(Path folder) {
    try {
      for (Path at = folder.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new AssayException.Unavailable("looking at the database's folder " + folder + ": " + e, e);
    }
  }
}
