package dev.assay.jenkins;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Brings a build's artefacts to a folder: there whole or not at all, each with its checksum. */
public final class Collection {

  private Collection() {}

  /** A collected file. */
  public record Collected(String path, long size, String sha256) {}

  /**
   * Collect all artefacts of a build that has ended.
   *
   * @param folder must not be there yet
   */
  public static List<Collected> into(Path folder, BuildServer server, String job, BuildServer.State build) {
    if (Files.exists(folder)) {
      throw new AssayException.Usage("collecting the artefacts of build " + build.number() + " of " + job + ": " + folder + " is there already; name another with --to");
    }
    if (build.artefacts().isEmpty()) {
      throw new AssayException.Nothing("collecting the artefacts of build " + build.number() + " of " + job + ": it archived none");
    }
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      var temporary = Files.createTempDirectory(folder.toAbsolutePath().getParent(), ".collecting");
      try {
        var collected = new ArrayList<Collected>();
        for (var path : build.artefacts()) {
          collected.add(one(temporary, server, job, build.number(), path));
        }
        Files.writeString(temporary.resolve("SHA256SUMS"), sums(collected));
        Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        return collected;
      } finally {
        delete(temporary);
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable("collecting the artefacts of build " + build.number() + " of " + job + " into " + folder + ": " + e, e);
    }
  }

  /** A path from outside must stay within the folder. */
  private static Collected one(Path folder, BuildServer server, String job, int number, String path) throws IOException {
    var file = folder.resolve(path).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new AssayException.Lab("collecting the artefacts of build " + number + " of " + job + ": the server names '" + path + "', which lies outside the folder");
    }
    Files.createDirectories(file.getParent());
    var digest = sha256();
    try (var in = new DigestInputStream(server.artefact(job, number, path), digest)) {
      long size = Files.copy(in, file);
      return new Collected(path, size, HexFormat.of().formatHex(digest.digest()));
    }
  }

  private static String sums(List<Collected> collected) {
    var text = new StringBuilder();
    collected.forEach(file -> text.append(file.sha256()).append("  ").append(file.path()).append('\n'));
    return text.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
