package dev.assay.site.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File names for things that people named. */
public final class SafeName {

  private static final int MOST_CHARACTERS = 80;

  private SafeName() {}

  /**
   * Return a file name that is safe on any file system: letters, digits, hyphens, underscores and inner dots.
   *
   * <p>A name that had to be changed gets a short hash before its extension, so that two different names never meet.
   */
  public static String of(String name) {
    var plain = name.replace('/', '.').replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^[.-]+|\\.+$", "_");
    if (plain.equals(name) && !plain.isEmpty() && plain.length() <= MOST_CHARACTERS) {
      return plain;
    }
    var kept = plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS);
    return (kept.isEmpty() ? "_" : kept) + "-" + hash(name) + extension(name);
  }

  /** Keep a plain extension, by which desktops choose a viewer. */
  private static String extension(String name) {
    var dot = name.lastIndexOf('.');
    var extension = dot < 0 ? "" : name.substring(dot);
    return extension.matches("\\.[a-z0-9]{1,5}") ? extension : "";
  }

  private static String hash(String name) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
