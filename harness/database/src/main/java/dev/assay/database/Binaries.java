package dev.assay.database;

import dev.assay.core.AssayException;
import dev.assay.core.FileTrouble;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path into a cache folder that is named by their content. */
final class Binaries {

  private Binaries() {}

  /** Return the folder that holds {@code bin}, {@code lib} and {@code share}, unpacking it first when it is missing. */
  static Path unpackedUnder(Path cache) {
    var archive = archive();
    var target = cache.resolve("postgres-" + contentName(archive));
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(cache);
      var partial = Files.createTempDirectory(cache, "unpacking-");
      try {
        unpack(archive, partial);
        publish(partial, target);
      } finally {
        Folders.deleteTree(partial);
      }
      return target;
    } catch (IOException e) {
      throw new AssayException.Unavailable("unpacking PostgreSQL's programs into " + cache + ": " + FileTrouble.of(e)
          + "; free some space or make the folder writable (150 MB are needed)", e);
    }
  }

  private static byte[] archive() {
    var name = "postgres-linux-" + architecture() + ".txz";
    try (InputStream in = Binaries.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new AssayException.Unavailable("starting the embedded PostgreSQL: there is none for this kind of machine ("
            + System.getProperty("os.name") + ", " + architecture() + "); install PostgreSQL 15 or later and name it with --db-url", null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssayException.Unavailable("reading " + name + " from the class path: " + e + "; build Assay again", e);
    }
  }

  private static String architecture() {
    var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static String contentName(byte[] archive) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var tar = new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(new ByteArrayInputStream(archive))))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, folder);
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
    var path = folder.resolve(entry.getName()).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("the archive holds a path outside itself: " + entry.getName());
    }
    Files.createDirectories(path.getParent());
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, path);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Rename in one step; when another process was faster, its folder holds the same and is used. */
  private static void publish(Path partial, Path target) throws IOException {
    try {
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
      // The other process's folder was complete before it got that name.
    } catch (java.nio.file.FileSystemException e) {
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }
}
