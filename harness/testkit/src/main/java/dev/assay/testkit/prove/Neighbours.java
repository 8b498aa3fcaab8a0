package dev.assay.testkit.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.testng.annotations.Test;

/** The classes that lie in the same folder, or the same archive and package, as a given one. */
record Neighbours(Class<?> type) {

  /** List those that have a method with {@code @Test}, by name. */
  List<Class<?>> testClasses() {
    return names().stream().<Class<?>>map(this::load).filter(Neighbours::hasCases).toList();
  }

  private static boolean hasCases(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(Test.class));
  }

  private Class<?> load(String name) {
    try {
      return Class.forName(type.getPackageName() + "." + name, false, type.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("loading a class beside " + type.getName(), e);
    }
  }

  private List<String> names() {
    try {
      var place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return list(place.resolve(type.getPackageName().replace('.', '/')));
      }
      try (var archive = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
        return list(archive.getPath(type.getPackageName().replace('.', '/')));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("looking beside " + type.getName(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("looking beside " + type.getName(), e);
    }
  }

  private static List<String> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.equals("package-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}
