package dev.assay.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an embedded server: where each of its things lies. */
record DataFolder(Path root) {

  /** PostgreSQL's own data. */
  Path cluster() {
    return root.resolve("cluster");
  }

  /** The superuser's generated password, readable by nobody but the user of Assay. */
  Path password() {
    return root.resolve("password");
  }

  /** What the server printed since its last start. */
  Path log() {
    return root.resolve("server.log");
  }

  Path previousLog() {
    return root.resolve("server.log.1");
  }

  /** Held by the server's own processes as long as one of them lives. */
  Path serverLock() {
    return root.resolve("server.lock");
  }

  /** Held by whoever starts or stops the server. */
  Path lock() {
    return root.resolve("lock");
  }

  /** Make the folder; root's must let the server's account pass through. */
  void create() throws IOException {
    var permissions = ServerAccount.currentUid() == 0 ? "rwxr-xr-x" : "rwx------";
    if (!Files.isDirectory(root)) {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Write a file that only its owner can read, from its first byte on. */
  static void writePrivately(Path path, String content) throws IOException {
    Files.deleteIfExists(path);
    Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(path, content);
  }
}
