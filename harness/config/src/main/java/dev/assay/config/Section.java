package dev.assay.config;

import dev.assay.core.AssayException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping being read: ask for each key with its type, then {@link #make} the value.
 *
 * <p>Every wrong key is recorded, not only the first; {@code make} reports keys that nobody asked for, with the nearest one
 * that exists.
 */
public final class Section {

  private final Place place;
  private final Problems problems;
  private final SequencedMap<String, Node> values = new LinkedHashMap<>();
  private final SequencedMap<String, Node> keys = new LinkedHashMap<>();
  private final SequencedSet<String> known = new LinkedHashSet<>();
  private boolean broken;

  /** Begin a section in a place that holds no mapping: the problem is recorded already, so all is broken and silent. */
  Section(Place place, Problems problems) {
    this.place = place;
    this.problems = problems;
    this.broken = true;
  }

  Section(Place place, MappingNode node, Problems problems) {
    this.place = place;
    this.problems = problems;
    for (var tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.at(tuple.getKeyNode(), "found a key that is not a plain word");
        broken = true;
      } else if (keys.containsKey(key.getValue())) {
        int first = keys.get(key.getValue()).getStartMark().orElseThrow().getLine() + 1;
        problems.at(key, "key '" + key.getValue() + "' is given twice; it stands on line " + first + " already");
        broken = true;
      } else {
        keys.put(key.getValue(), key);
        values.put(key.getValue(), tuple.getValueNode());
      }
    }
  }

  /** Return the keys that stand here, in order, and take them all as known: for mappings whose keys are names. */
  public List<String> names() {
    known.addAll(keys.keySet());
    return List.copyOf(keys.keySet());
  }

  /** Return where a key's value stands, if it is given. */
  public Optional<Place> at(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key)).map(node -> new Place(node, key, problems));
  }

  /** Return where the section itself stands. */
  public Place place() {
    return place;
  }

  /** Read a key that must be there. */
  public <T> Field<T> required(String key, Type<T> type) {
    var at = at(key);
    if (at.isEmpty()) {
      if (!isMissing()) {
        place.problem("key '" + key + "' is missing");
      }
      return breaks(Field.broken());
    }
    return breaks(type.read(at.get()));
  }

  /** Read a key that may be left out. */
  public <T> Field<Optional<T>> optional(String key, Type<T> type) {
    return at(key).map(found -> breaks(type.read(found)).map(Optional::of)).orElseGet(() -> Field.of(Optional.empty()));
  }

  /** Read a key that has a default. */
  public <T> Field<T> optional(String key, Type<T> type, T otherwise) {
    return at(key).map(found -> breaks(type.read(found))).orElseGet(() -> Field.of(otherwise));
  }

  /** Read a list; a key that is left out is an empty list. */
  public <T> Field<List<T>> list(String key, Type<T> element) {
    return optional(key, found -> found.list(element), List.of());
  }

  /** Read a mapping whose keys are names, in the file's order; a key that is left out is an empty mapping. */
  public <T> Field<SequencedMap<String, T>> named(String key, Type<T> element) {
    return optional(key, found -> readNamed(found, element), new LinkedHashMap<>());
  }

  private static <T> Field<SequencedMap<String, T>> readNamed(Place found, Type<T> element) {
    var section = found.section();
    SequencedMap<String, T> read = new LinkedHashMap<>();
    for (var name : section.names()) {
      section.required(name, element).value().ifPresent(value -> read.put(name, value));
    }
    return section.make(() -> read);
  }

  /**
   * Make the value of this section from its fields, unless one of them is broken.
   *
   * <p>Keys that nobody asked for are recorded first. What the maker refuses ({@code Usage}, or an illegal argument) is
   * recorded at the section's position.
   */
  public <T> Field<T> make(Supplier<T> maker) {
    reportUnknownKeys();
    if (broken) {
      return Field.broken();
    }
    try {
      return Field.of(maker.get());
    } catch (AssayException.Usage | IllegalArgumentException e) {
      place.problem(String.valueOf(e.getMessage()));
      return Field.broken();
    }
  }

  private void reportUnknownKeys() {
    keys.forEach((name, node) -> {
      if (!known.contains(name)) {
        var hint = Suggestion.closest(name, known).map(near -> "; did you mean '" + near + "'?").orElse("");
        problems.at(node, "unknown key '" + Place.shortened(name) + "'" + hint + (hint.isEmpty() ? "; known here: " + String.join(", ", known) : ""));
        broken = true;
      }
    });
  }

  private boolean isMissing() {
    return broken && keys.isEmpty();
  }

  private <T> Field<T> breaks(Field<T> field) {
    broken |= field.isBroken();
    return field;
  }
}
