package dev.assay.inventory.need;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of one host, by attribute: text, a number, or a list of words. */
public final class Facts {

  private final Map<Attribute, String> texts = new EnumMap<>(Attribute.class);
  private final Map<Attribute, Long> numbers = new EnumMap<>(Attribute.class);
  private final Map<Attribute, List<String>> sets = new EnumMap<>(Attribute.class);

  public Facts with(Attribute attribute, String text) {
    texts.put(attribute, text);
    return this;
  }

  public Facts with(Attribute attribute, long number) {
    numbers.put(attribute, number);
    return this;
  }

  public Facts with(Attribute attribute, List<String> words) {
    sets.put(attribute, List.copyOf(words));
    return this;
  }

  public String text(Attribute attribute) {
    return texts.getOrDefault(attribute, "");
  }

  public long number(Attribute attribute) {
    return numbers.getOrDefault(attribute, 0L);
  }

  public List<String> words(Attribute attribute) {
    return sets.getOrDefault(attribute, List.of());
  }

  /** Write one fact for people; blank when nothing is known. */
  public String show(Attribute attribute) {
    return switch (attribute.type()) {
      case TEXT -> text(attribute);
      case NUMBER -> String.format(Locale.ROOT, "%d", number(attribute));
      case BYTES -> dev.assay.core.Bytes.of(number(attribute)).toString();
      case SET -> String.join(" ", words(attribute));
    };
  }
}
