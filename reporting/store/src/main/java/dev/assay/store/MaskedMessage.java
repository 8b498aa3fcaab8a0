package dev.assay.store;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure's message with what differs between two occurrences of one failure taken out. */
record MaskedMessage(String text) {

  private static final int MOST_CHARACTERS = 400;

  /**
   * What is masked, first match wins: error codes such as SR_BACKEND_FAILURE_47 stand first because they are kept whole.
   * Repetitions are bounded or possessive, so that no message makes the search slow or deep.
   */
  private static final Pattern VARIABLE = Pattern.compile(
      """
      (?<code>\\b[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++\\b)
      |(?<ref>OpaqueRef:[0-9a-zA-Z-]+)
      |(?<uuid>\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b)
      |(?<mac>\\b[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}\\b)
      |(?<ip>\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b|(?<![\\w:])(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?::(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?(?![\\w:]))
      |(?<path>(?<![\\w>])/[\\w.@+-]++(?:/[\\w.@+-]++)++/?)
      |(?<hex>\\b0x[0-9a-fA-F]+\\b)
      |(?<number>\\d+(?:\\.\\d+)*)
      """,
      Pattern.COMMENTS);

  private static final List<String> MASKED = List.of("ref", "uuid", "mac", "ip", "path", "hex", "number");

  /** Mask a message, knowing the names of the hosts that it may speak of. */
  static MaskedMessage of(String message, List<String> hosts) {
    var text = message.substring(0, Math.min(message.length(), 10 * MOST_CHARACTERS));
    for (var host : hosts.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      text = text.replaceAll("(?<![\\w-])" + Pattern.quote(host) + "(?![\\w-])", "<host>");
    }
    var masked = VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(mask((Matcher) found)));
    var line = masked.replaceAll("\\s+", " ").strip();
    return new MaskedMessage(line.substring(0, Math.min(line.length(), MOST_CHARACTERS)));
  }

  private static String mask(Matcher found) {
    return MASKED.stream().filter(name -> found.group(name) != null).findFirst().map(name -> "<" + name + ">").orElseGet(found::group);
  }
}
