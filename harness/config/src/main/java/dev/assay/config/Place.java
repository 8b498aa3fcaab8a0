package dev.assay.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One value in a YAML file with its position: a scalar, a list, or a mapping. */
public final class Place {

  private final Node node;
  private final String name;
  private final Problems problems;

  Place(Node node, String name, Problems problems) {
    this.node = node;
    this.name = name;
    this.problems = problems;
  }

  /** Return the key under which it stands, for messages. */
  public String name() {
    return name;
  }

  /** Record that something is wrong here. */
  public void problem(String message) {
    problems.at(node, name.isEmpty() ? message : name + ": " + message);
  }

  /** Record that this is not what was expected, and return a broken field. */
  public <T> Field<T> expected(String expectation) {
    problem("found " + found() + ", expected " + expectation);
    return Field.broken();
  }

  /** Return the text of a scalar as it is written; numbers and dates are not reinterpreted. Empty when it is not a scalar. */
  public Optional<String> scalar() {
    return node instanceof ScalarNode scalar && !isAbsent(scalar) ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  /** Read a mapping. Anything else is recorded, and the returned section is broken. */
  public Section section() {
    if (node instanceof MappingNode mapping) {
      return new Section(this, mapping, problems);
    }
    expected("keys with values");
    return new Section(this, problems);
  }

  /** Return the keys of a mapping, in order, without reading it; none when it is no mapping. */
  public List<String> keys() {
    if (!(node instanceof MappingNode mapping)) {
      return List.of();
    }
    return mapping.getValue().stream()
        .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode)
        .map(tuple -> ((ScalarNode) tuple.getKeyNode()).getValue())
        .toList();
  }

  /** Read a list with one type for all elements; broken when any element is, after all were looked at. */
  public <T> Field<List<T>> list(Type<T> element) {
    if (!(node instanceof SequenceNode sequence)) {
      return expected("a list");
    }
    var values = new ArrayList<T>();
    boolean broken = false;
    for (Node child : sequence.getValue()) {
      var field = element.read(new Place(child, name, problems));
      field.value().ifPresent(values::add);
      broken |= field.isBroken();
    }
    return broken ? Field.broken() : Field.of(List.copyOf(values));
  }

  Problems problems() {
    return problems;
  }

  private String found() {
    return switch (node) {
      case ScalarNode scalar -> isAbsent(scalar) ? "nothing" : "'" + shortened(scalar.getValue()) + "'";
      case SequenceNode _ -> "a list";
      default -> "keys with values";
    };
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }

  private static boolean isAbsent(ScalarNode scalar) {
    return scalar.isPlain() && (scalar.getValue().isEmpty() || scalar.getValue().equals("null") || scalar.getValue().equals("~"));
  }
}
