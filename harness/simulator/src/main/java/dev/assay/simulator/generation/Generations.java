package dev.assay.simulator.generation;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The product generations that the simulator knows, oldest first, read from {@code generations.txt} beside this class. */
public final class Generations {

  private static final Generations KNOWN = new Generations(lines());

  private final List<ReleaseFacts> facts = new ArrayList<>();
  private final List<List<String>> aliases = new ArrayList<>();

  private Generations(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    for (int column = 1; column < columns; column++) {
      read(rows, column);
    }
  }

  public static List<ReleaseFacts> all() {
    return List.copyOf(KNOWN.facts);
  }

  /** Find a generation by its code name ({@code creedence}) or version ({@code 6.5}). */
  public static ReleaseFacts named(String name) {
    var wanted = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < KNOWN.facts.size(); i++) {
      var facts = KNOWN.facts.get(i);
      if (facts.name().equals(wanted) || facts.version().equals(wanted) || KNOWN.aliases.get(i).contains(wanted)) {
        return facts;
      }
    }
    throw new AssayException.Usage("looking up a product generation: there is none named '" + name + "'; there are "
        + String.join(", ", KNOWN.facts.stream().map(facts -> facts.name() + " (" + facts.version() + ")").toList()));
  }

  private void read(List<List<String>> rows, int column) {
    var limits = new EnumMap<Limit, Long>(Limit.class);
    var features = EnumSet.noneOf(Feature.class);
    for (var row : rows.subList(3, rows.size())) {
      var name = row.getFirst().toUpperCase(Locale.ROOT);
      var value = row.get(column);
      if (Arrays.stream(Limit.values()).anyMatch(limit -> limit.name().equals(name))) {
        limits.put(Limit.valueOf(name), Long.valueOf(value));
      } else if (Feature.valueOf(name) instanceof Feature feature && value.equals("yes")) {
        features.add(feature);
      }
    }
    facts.add(new ReleaseFacts(rows.get(0).get(column), rows.get(1).get(column), limits, features));
    aliases.add(List.of(rows.get(2).get(column).split(",")));
  }

  private static List<List<String>> lines() {
    try (var stream = Generations.class.getResourceAsStream("generations.txt")) {
      if (stream == null) {
        throw new IllegalStateException("generations.txt is missing beside " + Generations.class);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> List.of(line.strip().split("\\s+")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
