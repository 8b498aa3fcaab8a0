package dev.assay.inventory.need;

import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads constraints: {@code or} binds least, then {@code and}, then {@code not}. */
final class ConstraintParser {

  private static final int DEEPEST = 100;

  private final Words words;
  private final Vocabulary vocabulary;
  private int depth;

  ConstraintParser(Words words, Vocabulary vocabulary) {
    this.words = words;
    this.vocabulary = vocabulary;
  }

  static Constraint whole(Words words, Vocabulary vocabulary) {
    var constraint = new ConstraintParser(words, vocabulary).some();
    if (!words.atEnd()) {
      throw words.expected("'and', 'or', or the end");
    }
    return constraint;
  }

  Constraint some() {
    var parts = parts("or", this::all);
    return parts.size() == 1 ? parts.getFirst() : new Constraint.Some(parts);
  }

  private Constraint all() {
    var parts = parts("and", this::one);
    return parts.size() == 1 ? parts.getFirst() : new Constraint.All(parts);
  }

  private List<Constraint> parts(String joint, Supplier<Constraint> part) {
    var parts = new ArrayList<Constraint>();
    do {
      parts.add(part.get());
    } while (words.takes(joint));
    return List.copyOf(parts);
  }

  private Constraint one() {
    if (++depth > DEEPEST) {
      throw words.error("it is nested more than " + DEEPEST + " deep", words.peek());
    }
    try {
      if (words.takes("not")) {
        return new Constraint.Not(one());
      }
      if (words.takes("(")) {
        var inner = some();
        words.require(")");
        return inner;
      }
      return condition();
    } finally {
      depth--;
    }
  }

  private Constraint condition() {
    var word = words.peek();
    if (word.sign() || word.quoted()) {
      throw words.expected("an attribute such as memory, class or storage");
    }
    var attribute = Attribute.named(word.text()).orElseThrow(() -> words.error("unknown attribute '" + word.text() + "'" + Attribute.hint(word.text()), word));
    words.take();
    return switch (attribute.type()) {
      case SET -> {
        if (!words.takes("has") && attribute != Attribute.LABEL) {
          throw words.expected("'has', as in " + attribute.word() + " has WORD");
        }
        yield new Constraint.Has(attribute, name(attribute));
      }
      case NUMBER, BYTES -> new Constraint.Number(attribute, operator(), number(attribute));
      case TEXT -> text(attribute);
    };
  }

  private Constraint text(Attribute attribute) {
    if (words.takes("like")) {
      return Constraint.Like.of(attribute, value("a pattern such as 'ams-*'").text());
    }
    if (words.takes("in")) {
      return new Constraint.Word(attribute, true, names(attribute));
    }
    if (words.takes("not")) {
      words.require("in");
      return new Constraint.Word(attribute, false, names(attribute));
    }
    if (words.takes("==") || words.takes("=")) {
      return new Constraint.Word(attribute, true, List.of(name(attribute)));
    }
    if (words.takes("!=")) {
      return new Constraint.Word(attribute, false, List.of(name(attribute)));
    }
    throw words.expected("==, !=, in, not in or like: " + attribute.word() + " is text");
  }

  private List<String> names(Attribute attribute) {
    words.require("(");
    var names = new ArrayList<String>();
    do {
      names.add(name(attribute));
    } while (words.takes(","));
    words.require(")");
    return List.copyOf(names);
  }

  private String name(Attribute attribute) {
    var value = value("a word, quoted or not");
    var known = attribute.values.isEmpty() ? List.copyOf(vocabulary.of(attribute)) : attribute.values;
    if (!known.isEmpty() && !known.contains(value.text())) {
      throw words.error("no host here has " + attribute.word() + " '" + value.text() + "'" + Suggestion.closest(value.text(), known)
          .map(near -> "; did you mean '" + near + "'?").orElse("; there is " + String.join(", ", known.stream().limit(12).toList())), value);
    }
    return value.text();
  }

  private Constraint.Operator operator() {
    var operator = Arrays.stream(Constraint.Operator.values()).filter(candidate -> words.takes(candidate.sign)).findFirst();
    return operator.or(() -> words.takes("=") ? java.util.Optional.of(Constraint.Operator.EQUAL) : java.util.Optional.empty())
        .orElseThrow(() -> words.expected("a comparison: >= <= == != > <"));
  }

  private long number(Attribute attribute) {
    boolean bytes = attribute.type() == Attribute.Type.BYTES;
    var value = value(bytes ? "an amount such as 256GiB" : "a whole number");
    try {
      return bytes ? Bytes.parse(value.text()).count() : Long.parseLong(value.text());
    } catch (AssayException.Usage | NumberFormatException e) {
      throw words.error("'" + value.text() + "' is not " + (bytes ? "an amount such as 256GiB" : "a whole number"), value);
    }
  }

  private Words.Token value(String expectation) {
    if (words.atEnd() || words.peek().sign()) {
      throw words.expected(expectation);
    }
    return words.take();
  }
}
