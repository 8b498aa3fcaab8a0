package dev.assay.analysis.stats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** One line of reference values: inputs, then what SciPy says of them. */
record Reference(String name, List<double[]> fields) {

  static List<Reference> named(String name) {
    try (var stream = Objects.requireNonNull(Reference.class.getResourceAsStream("scipy-reference.txt"));
        var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().map(Reference::parse).filter(reference -> reference.name.equals(name)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reference parse(String line) {
    var parts = List.of(line.split("\\|"));
    var fields = parts.stream().skip(1).map(part -> Arrays.stream(part.split(",")).mapToDouble(Double::parseDouble).toArray()).toList();
    return new Reference(parts.getFirst(), fields);
  }

  double[] field(int index) {
    return fields.get(index);
  }

  double[] expected() {
    return fields.getLast();
  }
}
