package dev.assay.simulator.xapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One update of a product generation's repositories, as {@code updates.txt} beside this class lists them.
 *
 * @param packages each with its architecture, the version that it replaces and its own
 */
record AvailableUpdate(
    String generation, String id, String type, String severity, String issued,
    List<Guidance> mandatory, List<Guidance> recommended, List<Guidance> full, List<Package> packages, String summary) {

  /** A package of an update. */
  record Package(String name, String before, String after) {

    /** Return the name of the file that holds it. */
    String file() {
      int architecture = name.lastIndexOf('.');
      return name.substring(0, architecture) + "-" + after + name.substring(architecture) + ".rpm";
    }
  }

  private static final List<AvailableUpdate> ALL = read();

  /** List what the repositories of a generation hold, oldest first. */
  static List<AvailableUpdate> of(String generation) {
    return ALL.stream().filter(update -> update.generation.equals(generation)).toList();
  }

  private static List<AvailableUpdate> read() {
    try (var stream = AvailableUpdate.class.getResourceAsStream("updates.txt")) {
      if (stream == null) {
        throw new IllegalStateException("updates.txt is missing beside " + AvailableUpdate.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> parse(line.split("\\|")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AvailableUpdate parse(String[] columns) {
    var words = Arrays.stream(columns).map(String::strip).toList();
    return new AvailableUpdate(
        words.get(0), words.get(1), words.get(2), words.get(3), words.get(4),
        guidance(words.get(5)), guidance(words.get(6)), guidance(words.get(7)), packages(words.get(8)), words.get(9));
  }

  private static List<Guidance> guidance(String words) {
    return words.equals("-") ? List.of() : Stream.of(words.split(",")).map(Guidance::valueOf).toList();
  }

  private static List<Package> packages(String words) {
    return Stream.of(words.split(";")).map(String::strip).map(one -> one.split(" ")).map(one -> new Package(one[0], one[1], one[2])).toList();
  }
}
