package dev.assay.inventory.need;

import dev.assay.core.Bytes;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition on one host, such as {@code memory >= 256GiB and storage has nfs and not label 'flaky-nic'}.
 *
 * <p>{@code toString} gives text that {@link #parse} turns into an equal constraint.
 */
public sealed interface Constraint {

  /** What every host satisfies. */
  Constraint ANY = new All(List.of());

  boolean test(Facts host);

  /**
   * Parse a constraint; blank text is {@link #ANY}.
   *
   * @throws dev.assay.core.AssayException.Usage showing the place of the error with a caret
   */
  static Constraint parse(String text) {
    return parse(text, Vocabulary.NONE);
  }

  /** Parse a constraint whose names of classes, sites, racks and storage must be ones that a lab has. */
  static Constraint parse(String text, Vocabulary vocabulary) {
    return text.isBlank() ? ANY : ConstraintParser.whole(new Words("constraint", text), vocabulary);
  }

  /** Return what both ask. */
  default Constraint and(Constraint other) {
    return equals(ANY) ? other : other.equals(ANY) ? this : new All(List.of(this, other));
  }

  /** Comparisons of numbers and text. */
  enum Operator {
    AT_LEAST(">="),
    AT_MOST("<="),
    EQUAL("=="),
    UNEQUAL("!="),
    MORE(">"),
    LESS("<");

    final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    boolean holds(int comparison) {
      return switch (this) {
        case AT_LEAST -> comparison >= 0;
        case AT_MOST -> comparison <= 0;
        case EQUAL -> comparison == 0;
        case UNEQUAL -> comparison != 0;
        case MORE -> comparison > 0;
        case LESS -> comparison < 0;
      };
    }
  }

  record All(List<Constraint> parts) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return parts.stream().allMatch(part -> part.test(host));
    }

    @Override
    public String toString() {
      return String.join(" and ", parts.stream().map(part -> part instanceof Some || part instanceof All ? "(" + part + ")" : part.toString()).toList());
    }
  }

  record Some(List<Constraint> parts) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return parts.stream().anyMatch(part -> part.test(host));
    }

    @Override
    public String toString() {
      return String.join(" or ", parts.stream().map(part -> part instanceof Some ? "(" + part + ")" : part.toString()).toList());
    }
  }

  record Not(Constraint part) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return !part.test(host);
    }

    @Override
    public String toString() {
      return "not " + (part instanceof Some || part instanceof All ? "(" + part + ")" : part.toString());
    }
  }

  record Number(Attribute attribute, Operator operator, long value) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return operator.holds(Long.compare(host.number(attribute), value));
    }

    @Override
    public String toString() {
      return attribute.word() + " " + operator.sign + " " + (attribute.type() == Attribute.Type.BYTES ? Bytes.of(value).toString() : value);
    }
  }

  /** Text that is, or is not, one of these. */
  record Word(Attribute attribute, boolean among, List<String> values) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return values.contains(host.text(attribute)) == among;
    }

    @Override
    public String toString() {
      return values.size() == 1
          ? attribute.word() + (among ? " == '" : " != '") + values.getFirst() + "'"
          : attribute.word() + (among ? " in (" : " not in (") + String.join(", ", values.stream().map(value -> "'" + value + "'").toList()) + ")";
    }
  }

  /** Text that a pattern with {@code *} and {@code ?} matches. */
  record Like(Attribute attribute, String glob, Pattern pattern) implements Constraint {
    static Like of(Attribute attribute, String glob) {
      var pattern = new StringBuilder();
      glob.chars().forEach(c -> pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
      return new Like(attribute, glob, Pattern.compile(pattern.toString()));
    }

    @Override
    public boolean test(Facts host) {
      return pattern.matcher(host.text(attribute)).matches();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Like like && like.attribute == attribute && like.glob.equals(glob);
    }

    @Override
    public int hashCode() {
      return glob.hashCode();
    }

    @Override
    public String toString() {
      return attribute.word() + " like '" + glob + "'";
    }
  }

  record Has(Attribute attribute, String value) implements Constraint {
    @Override
    public boolean test(Facts host) {
      return host.words(attribute).contains(value);
    }

    @Override
    public String toString() {
      return attribute == Attribute.LABEL ? "label '" + value + "'" : attribute.word() + " has '" + value + "'";
    }
  }
}
