package dev.assay.config;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The types of values that files hold. */
public final class Types {

  private Types() {}

  /** Read text that is not empty. */
  public static Type<String> text() {
    return place -> place.scalar().filter(text -> !text.isBlank()).map(Field::of).orElseGet(() -> place.expected("text"));
  }

  /** Read text that the whole pattern matches; {@code expectation} says in words what that is. */
  public static Type<String> text(String pattern, String expectation) {
    return place -> place.scalar().filter(text -> text.matches(pattern)).map(Field::of).orElseGet(() -> place.expected(expectation));
  }

  /**
   * Read text that a factory turns into a value; the factory refuses with {@code Usage} or an illegal argument, and the
   * expectation says in words what it takes.
   */
  public static <T> Type<T> parsed(Function<String, T> factory, String expectation) {
    return place -> place.scalar().map(text -> parse(place, text, factory, expectation)).orElseGet(() -> place.expected(expectation));
  }

  private static <T> Field<T> parse(Place place, String text, Function<String, T> factory, String expectation) {
    try {
      return Field.of(factory.apply(text));
    } catch (AssayException.Usage | IllegalArgumentException e) {
      return place.expected(expectation);
    }
  }

  public static Type<Integer> integer(int least, int most) {
    return parsed(text -> within(least, most, Integer.parseInt(text)), "a whole number from " + least + " to " + most);
  }

  public static Type<Long> whole(long least, long most) {
    return parsed(text -> within(least, most, Long.parseLong(text)), "a whole number from " + least + " to " + most);
  }

  /** Read a number with or without decimals, both bounds included. */
  public static Type<Double> decimal(double least, double most) {
    return parsed(
        text -> within(least, most, new BigDecimal(text).doubleValue()),
        "a number from " + BigDecimal.valueOf(least).toPlainString() + " to " + BigDecimal.valueOf(most).toPlainString());
  }

  private static <T extends Comparable<T>> T within(T least, T most, T value) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException("out of bounds");
    }
    return value;
  }

  public static Type<Boolean> bool() {
    return parsed(Types::parseBoolean, "true or false");
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  public static Type<Bytes> bytes() {
    return parsed(Bytes::parse, "an amount of bytes such as 16GiB");
  }

  /** Read a length of time such as {@code 90s}, {@code 15m} or {@code 1h30m}. */
  public static Type<Duration> duration() {
    return parsed(Durations::parse, "a length of time such as 90s, 15m or 1h30m");
  }

  /** Read an absolute address with one of these schemes and a host. */
  public static Type<URI> uri(String... schemes) {
    var expectation = "an address that begins with " + String.join(" or ", Arrays.stream(schemes).map(scheme -> scheme + "://").toList());
    return parsed(text -> parseUri(text, List.of(schemes)), expectation);
  }

  private static URI parseUri(String text, List<String> schemes) {
    try {
      var uri = new URI(text);
      if (uri.getScheme() == null || !schemes.contains(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
        throw new IllegalArgumentException(text);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Read one of an enum's names, written in lower case with hyphens. */
  public static <E extends Enum<E>> Type<E> oneOf(Class<E> type) {
    var labels = Arrays.stream(type.getEnumConstants()).map(Types::label).toList();
    return oneOf(labels).map(label -> type.getEnumConstants()[labels.indexOf(label)]);
  }

  /** Read one of these words. */
  public static Type<String> oneOf(List<String> words) {
    return place -> {
      var text = place.scalar().orElse("");
      if (words.contains(text)) {
        return Field.of(text);
      }
      var hint = Suggestion.closest(text, words).map(near -> "; did you mean '" + near + "'?").orElse("");
      return place.expected("one of " + String.join(", ", words) + hint);
    };
  }

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
