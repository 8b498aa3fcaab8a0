package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The conditions of {@code get_all_records_where}: {@code true}, {@code false}, two values with {@code =} between them, each a
 * {@code field "x"} or a {@code "text"}; {@code not}, {@code and}, {@code or} and parentheses around them.
 */
final class Condition {

  private static final Pattern VALUE = Pattern.compile("(field\\s*)?(\"([^\"]*)\"|'([^']*)')");

  private final String whole;
  private String rest;

  private Condition(String text) {
    whole = text;
    rest = text.strip();
  }

  /** Read a condition; {@code INTERNAL_ERROR} when it is none. */
  static Predicate<Entity> parse(String text) {
    var reader = new Condition(text);
    var condition = reader.either();
    if (!reader.rest.isEmpty()) {
      throw reader.unreadable();
    }
    return condition;
  }

  private Predicate<Entity> either() {
    var condition = both();
    while (take("or")) {
      condition = condition.or(both());
    }
    return condition;
  }

  private Predicate<Entity> both() {
    var condition = single();
    while (take("and")) {
      condition = condition.and(single());
    }
    return condition;
  }

  private Predicate<Entity> single() {
    if (take("true")) {
      return _ -> true;
    }
    if (take("false")) {
      return _ -> false;
    }
    if (take("not")) {
      return single().negate();
    }
    if (take("(")) {
      var inner = either();
      if (!take(")")) {
        throw unreadable();
      }
      return inner;
    }
    return comparison();
  }

  private Predicate<Entity> comparison() {
    var left = value();
    if (!take("=")) {
      throw unreadable();
    }
    var right = value();
    return object -> left.apply(object).equals(right.apply(object));
  }

  private Function<Entity, String> value() {
    var matcher = VALUE.matcher(rest);
    if (!matcher.lookingAt()) {
      throw unreadable();
    }
    rest = rest.substring(matcher.end()).strip();
    var text = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
    return matcher.group(1) == null ? _ -> text : object -> stored(object, text);
  }

  /** Return a field as the product's database keeps it; names of nested fields have two underscores there. */
  private static String stored(Entity object, String name) {
    var field = object.has(name) ? name : name.replace("__", "_");
    if (name.equals("ref") || name.equals("_ref")) {
      return object.ref();
    }
    if (!object.has(field)) {
      throw Refusal.internal("Db_exn.DBCache_NotFound(\"missing field\", \"" + name + "\", \"\")");
    }
    return written(object.get(field));
  }

  private static String written(Object value) {
    return switch (value) {
      case List<?> all -> all.stream().map(one -> "'" + written(one) + "'").collect(Collectors.joining(" ", "(", ")"));
      case Map<?, ?> all -> all.entrySet().stream()
          .map(entry -> "('" + entry.getKey() + "' '" + written(entry.getValue()) + "')")
          .collect(Collectors.joining(" ", "(", ")"));
      case Instant moment -> WireTime.format(moment);
      default -> String.valueOf(value);
    };
  }

  private boolean take(String word) {
    if (!rest.startsWith(word)) {
      return false;
    }
    rest = rest.substring(word.length()).strip();
    return true;
  }

  private XapiException unreadable() {
    return Refusal.internal("Db_filter.Expression_error([" + whole + "])");
  }
}
