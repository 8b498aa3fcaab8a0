package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The conditions of {@code get_all_records_where}: {@code true}, {@code false}, {@code field "x"="y"}, {@code not (...)},
 * {@code (...) and (...)}, {@code (...) or (...)}.
 */
final class Condition {

  private static final Pattern COMPARISON = Pattern.compile("field\\s*[\"'](\\w+)[\"']\\s*=\\s*[\"'](.*?)[\"']", Pattern.DOTALL);

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
    var matcher = COMPARISON.matcher(rest);
    if (!matcher.lookingAt()) {
      throw unreadable();
    }
    rest = rest.substring(matcher.end()).strip();
    // The product's own field names have two underscores where a class is nested: name__label is name_label.
    var field = matcher.group(1).replace("__", "_");
    var value = matcher.group(2);
    return object -> object.has(field) && String.valueOf(object.get(field)).equals(value);
  }

  private boolean take(String word) {
    if (!rest.startsWith(word)) {
      return false;
    }
    rest = rest.substring(word.length()).strip();
    return true;
  }

  private XapiException unreadable() {
    return Refusal.internal("Db_filter.Expression_error(" + Arrays.toString(new String[] {whole}) + ")");
  }
}
