package dev.assay.database;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** The migrations of one schema that the class path holds, and a short name for exactly that set. */
final class MigrationFiles {

  private final SortedMap<String, byte[]> contents = new TreeMap<>();

  static MigrationFiles of(String schema) {
    var folder = "db/" + schema;
    var files = new MigrationFiles();
    try {
      for (URL url : Collections.list(MigrationFiles.class.getClassLoader().getResources(folder))) {
        files.readFolder(url);
      }
    } catch (IOException e) {
      throw new AssayException.Unavailable("reading the migrations in " + folder + " of the class path: " + e + "; build Assay again", e);
    }
    if (files.contents.isEmpty()) {
      throw new IllegalArgumentException("the class path holds no migration in " + folder);
    }
    return files;
  }

  /** Name the set by its files' names and contents: any change of either changes it. */
  String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      contents.forEach((name, content) -> {
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(content);
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void readFolder(URL url) throws IOException {
    switch (url.getProtocol()) {
      case "file" -> readDirectory(Path.of(URI.create(url.toString())));
      case "jar" -> readJar((JarURLConnection) url.openConnection());
      default -> throw new IOException("cannot list " + url);
    }
  }

  private void readDirectory(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder, "*.sql")) {
      for (var file : files) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  private void readJar(JarURLConnection connection) throws IOException {
    var prefix = connection.getEntryName() + "/";
    var jar = connection.getJarFile();
    for (var entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".sql")) {
        try (var in = jar.getInputStream(entry)) {
          contents.put(entry.getName().substring(prefix.length()), in.readAllBytes());
        }
      }
    }
  }
}
