package dev.assay.testkit;

import dev.assay.core.AssayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How large a suite is run: with the published numbers, with the quick ones, or with numbers of one's own.
 *
 * @param quick whether a quantity that is not set has its quick value
 * @param set values given by name; one that no suite declares is refused when a suite is planned
 */
public record Quantities(boolean quick, SequencedMap<String, Long> set) {

  public static final Quantities PUBLISHED = new Quantities(false, new LinkedHashMap<>());
  public static final Quantities QUICK = new Quantities(true, new LinkedHashMap<>());

  public Quantities {
    set = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(set));
  }

  /**
   * Read {@code quick}, {@code stress.operations=500}, or several of them with commas between; blank for the published numbers.
   *
   * @throws AssayException.Usage naming what cannot be read
   */
  public static Quantities parse(String text) {
    boolean quick = false;
    var set = new LinkedHashMap<String, Long>();
    for (var word : text.split(",")) {
      var parts = word.strip().split("=", 2);
      if (word.isBlank() || word.strip().equals("published")) {
        continue;
      }
      if (word.strip().equals("quick")) {
        quick = true;
      } else if (parts.length == 2 && parts[1].matches("\\d{1,15}")) {
        set.put(parts[0], Long.valueOf(parts[1]));
      } else {
        throw new AssayException.Usage("reading sizes '" + text + "': '" + word.strip() + "' is neither 'quick', 'published' nor NAME=NUMBER");
      }
    }
    return new Quantities(quick, set);
  }

  /**
   * Check that every value that is set is one that these declare.
   *
   * @throws AssayException.Usage naming the first that is not
   */
  public void check(List<Quantity> declared) {
    var names = declared.stream().map(Quantity::name).toList();
    set.sequencedKeySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
      throw new AssayException.Usage("setting sizes: no suite has a quantity '" + name + "'; there are " + String.join(", ", names));
    });
  }

  public int of(Quantity quantity) {
    return Math.toIntExact(set.getOrDefault(quantity.name(), quick ? quantity.quick() : quantity.published()));
  }

  public Duration hours(Quantity quantity) {
    return Duration.ofHours(of(quantity));
  }

  public Duration seconds(Quantity quantity) {
    return Duration.ofSeconds(of(quantity));
  }

  /** Write it as {@link #parse} reads it. */
  public String text() {
    var words = new ArrayList<String>();
    if (quick) {
      words.add("quick");
    }
    set.forEach((name, value) -> words.add(name + "=" + value));
    return words.isEmpty() ? "published" : String.join(",", words);
  }
}
