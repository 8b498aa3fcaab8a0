package dev.assay.inventory;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/**
 * A reference to a secret ({@code env:NAME} or {@code file:/path}); the secret itself is read only when used, and never
 * printed, logged or stored. A simulated lab's well-known password is written as {@code simulated}.
 */
public record Secret(String reference) {

  public static final Secret OF_SIMULATED_LAB = new Secret("simulated");

  /** What {@code simulated} stands for; every simulated host and BMC takes it, so it protects nothing. */
  private static final String SIMULATED_PASSWORD = "xenroot";

  public Secret {
    if (!reference.equals("simulated") && !reference.matches("env:[A-Za-z_][A-Za-z0-9_]*|file:/.+")) {
      // The text may be a password that somebody wrote down here, so it is not repeated.
      throw new AssayException.Usage("reading a secret's reference: expected env:NAME, file:/path or simulated");
    }
  }

  /**
   * Read the secret.
   *
   * @param environment the process's environment
   * @throws AssayException.Usage when it is not to be had, saying where it was looked for
   */
  public String reveal(Map<String, String> environment) {
    missing(environment).ifPresent(problem -> {
      throw new AssayException.Usage("reading secret " + reference + ": " + problem);
    });
    return switch (kind()) {
      case "env" -> environment.get(target());
      case "file" -> content(Path.of(target()));
      default -> SIMULATED_PASSWORD;
    };
  }

  /** Say why the secret is not to be had; empty when it is. */
  public Optional<String> missing(Map<String, String> environment) {
    return switch (kind()) {
      case "env" -> environment.getOrDefault(target(), "").isEmpty()
          ? Optional.of("the environment variable " + target() + " is not set")
          : Optional.empty();
      case "file" -> missingFile(Path.of(target()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> missingFile(Path file) {
    try {
      var forOthers = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      forOthers.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
      if (!forOthers.isEmpty()) {
        return Optional.of("the file " + file + " is open to others than its owner; run: chmod 600 " + file);
      }
      return content(file).isEmpty() ? Optional.of("the file " + file + " is empty") : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of("there is no file " + file);
    } catch (IOException e) {
      return Optional.of("the file " + file + " cannot be read: " + e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new AssayException.Usage("reading secret file:" + file + ": " + e);
    }
  }

  private String kind() {
    int colon = reference.indexOf(':');
    return colon < 0 ? reference : reference.substring(0, colon);
  }

  private String target() {
    return reference.substring(reference.indexOf(':') + 1);
  }

  @Override
  public String toString() {
    return "secret " + reference;
  }
}
