package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Target;
import dev.assay.testkit.plan.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How large a suite is run: with the published numbers, with smaller ones, or with numbers of one's own.
 *
 * @param base what a quantity that is not set is
 * @param set values given by name; one that no suite declares is refused when a suite is planned
 */
public record Quantities(Base base, SequencedMap<String, Long> set) {

  /** Where the value of a quantity that is not set comes from. */
  public enum Base {
    /** What fits the hosts of the build: the published numbers, or those for a small lab of plain Xen. */
    USUAL,
    PUBLISHED,
    QUICK,
    XEN
  }

  public static final Quantities USUAL = new Quantities(Base.USUAL, new LinkedHashMap<>());
  public static final Quantities PUBLISHED = new Quantities(Base.PUBLISHED, new LinkedHashMap<>());
  public static final Quantities QUICK = new Quantities(Base.QUICK, new LinkedHashMap<>());

  public Quantities {
    set = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(set));
  }

  /**
   * Read {@code quick}, {@code stress.operations=500}, or several of them with commas between; blank for what fits the hosts.
   *
   * @throws AssayException.Usage naming what cannot be read
   */
  public static Quantities parse(String text) {
    var base = Base.USUAL;
    var set = new LinkedHashMap<String, Long>();
    for (var word : text.split(",")) {
      var parts = word.strip().split("=", 2);
      var named = base(word.strip());
      if (word.isBlank()) {
        continue;
      }
      if (named.isPresent()) {
        base = named.get();
      } else if (parts.length == 2 && parts[1].matches("\\d{1,9}")) {
        set.put(parts[0], Long.valueOf(parts[1]));
      } else {
        throw new AssayException.Usage("reading sizes '" + text + "': '" + word.strip() + "' is neither 'quick', 'published', 'xen' nor NAME=NUMBER with a number up to 999999999; "
            + "several are separated by commas");
      }
    }
    return new Quantities(base, set);
  }

  private static Optional<Base> base(String word) {
    return Arrays.stream(Base.values()).filter(base -> base != Base.USUAL && base.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
  }

  /** Choose what fits hosts of this kind where nothing was chosen. */
  public Quantities on(Target target) {
    return base == Base.USUAL ? new Quantities(target == Target.XEN ? Base.XEN : Base.PUBLISHED, set) : this;
  }

  /** Set these values, in place of all that are set. */
  public Quantities setting(SequencedMap<String, Long> values) {
    return new Quantities(base, values);
  }

  /**
   * Check that every value that is set is one that these declare, and not too small for it.
   *
   * @throws AssayException.Usage naming the first that is not
   */
  public void check(List<Quantity> declared) {
    var names = declared.stream().map(Quantity::name).distinct().toList();
    set.sequencedKeySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
      throw new AssayException.Usage("setting sizes: no suite has a quantity '" + name + "'" + Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse("")
          + "; there are " + String.join(", ", names));
    });
    declared.stream().filter(quantity -> set.getOrDefault(quantity.name(), quantity.least()) < quantity.least()).findFirst().ifPresent(quantity -> {
      throw new AssayException.Usage("setting sizes: " + quantity.name() + "=" + set.get(quantity.name()) + " leaves nothing to judge by; it is at least " + quantity.least());
    });
  }

  public int of(Quantity quantity) {
    return Math.toIntExact(set.getOrDefault(quantity.name(), switch (base) {
      case USUAL, PUBLISHED -> quantity.published();
      case QUICK -> quantity.quick();
      case XEN -> quantity.xen();
    }));
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
    if (base != Base.USUAL) {
      words.add(base.name().toLowerCase(Locale.ROOT));
    }
    set.forEach((name, value) -> words.add(name + "=" + value));
    return String.join(",", words);
  }
}
