package dev.assay.cli;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Patterns as a shell has them, over names with slashes: {@code *} is any text, {@code ?} one character. */
final class Globs {

  private Globs() {}

  /** Match a whole name, or any part of it when the pattern holds no star or question mark. */
  static Predicate<String> matching(String glob) {
    if (glob.indexOf('*') < 0 && glob.indexOf('?') < 0) {
      return name -> name.contains(glob);
    }
    var regex = new StringBuilder();
    glob.chars().forEach(c -> regex.append(switch (c) {
      case '*' -> ".*";
      case '?' -> ".";
      default -> Pattern.quote(String.valueOf((char) c));
    }));
    return Pattern.compile(regex.toString()).asMatchPredicate();
  }
}
