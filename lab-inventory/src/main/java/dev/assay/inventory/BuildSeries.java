package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/** Reads a series: consecutive builds that differ by number and date, and by the defects that come and go in it. */
final class BuildSeries implements Type<Boolean> {

  private static final String NUMBER = "{number}";
  private static final String BUILD = "{build}";
  private static final int MOST = 5000;

  private static final String LETTERS = "[A-Za-z0-9._-]{0,40}";
  private static final Type<String> NAME =
      Types.text("(?=[A-Za-z0-9{])" + LETTERS + "\\{number}" + LETTERS, "a word with {number} in it, such as 6.5-{number}");
  private static final Type<String> MEDIA = Types.text(
      "(https?|ftp|nfs)://[^\\s{}]+\\{(build|number)}[^\\s{}]*", "an address that begins with http, https, ftp or nfs and has {build} or {number} in it");

  private final BuildReader builds;

  BuildSeries(BuildReader builds) {
    this.builds = builds;
  }

  /**
   * A defect of some builds.
   *
   * @param from the first number that carries it
   * @param until the first number that does not any more
   */
  private record Spell(SeededDefect defect, long from, Optional<Long> until) {
    void requireWithin(long first, long last) {
      if (from > last || until.filter(fixed -> fixed <= Math.max(from, first)).isPresent()) {
        throw new IllegalArgumentException("defect " + defect.defect().label() + ": no build of the series, " + first + " to " + last + ", carries it");
      }
    }

    boolean covers(long number) {
      return number >= from && until.filter(fixed -> number >= fixed).isEmpty();
    }
  }

  /** What all builds of a series share. */
  private record Common(String product, ProductVersion version, String generation, String name, String media) {
    Build build(long number) {
      var id = name.replace(NUMBER, Long.toString(number));
      var address = media.replace(BUILD, id).replace(NUMBER, Long.toString(number));
      return new Build(BuildId.of(id), product, version, Long.toString(number), generation, URI.create(address));
    }
  }

  @Override
  public Field<Boolean> read(Place place) {
    var section = place.section();
    var product = section.required("product", Types.text());
    var version = section.required("version", Types.parsed(ProductVersion::parse, "numbers with dots between, such as 8.4.0"));
    var generation = section.required("generation", LabTypes.WORD);
    var name = section.optional("name", NAME);
    var media = section.required("media", MEDIA);
    var first = section.required("first", Types.whole(1, 999_999_999));
    var count = section.required("count", Types.integer(1, MOST));
    var step = section.optional("step", Types.integer(1, 100_000), 1);
    var released = section.optional("released", BuildReader.DATE);
    var every = section.optional("every", Types.duration(), Duration.ofDays(1));
    var spells = section.list("defects", this::spell);
    return section.make(() -> {
      long last = first.get() + (count.get() - 1L) * step.get();
      spells.get().forEach(spell -> spell.requireWithin(first.get(), last));
      var common = new Common(product.get(), version.get(), generation.get(), name.get().orElseGet(() -> version.get() + "-" + NUMBER), media.get());
      for (int i = 0; i < count.get(); i++) {
        long number = first.get() + (long) i * step.get();
        var date = day(released.get(), every.get().multipliedBy(i));
        var defects = Defects.of(spells.get().stream().filter(spell -> spell.covers(number)).map(Spell::defect).toList());
        var build = common.build(number);
        builds.named(build.id().value());
        builds.add(place, build, new Lab.BuildFacts(date, defects));
      }
      return true;
    });
  }

  private Field<Spell> spell(Place place) {
    var type = new DefectType(builds.kind());
    if (place.scalar().isPresent()) {
      return type.read(place).map(defect -> new Spell(defect, 0, Optional.empty()));
    }
    var section = place.section();
    var defect = type.in(section);
    var from = section.optional("from", Types.whole(0, Long.MAX_VALUE), 0L);
    var until = section.optional("until", Types.whole(1, Long.MAX_VALUE));
    return defect.isBroken() ? Field.broken() : section.make(() -> new Spell(defect.get(), from.get(), until.get()));
  }

  private static Optional<LocalDate> day(Optional<LocalDate> first, Duration later) {
    return first.map(date -> date.atStartOfDay().plus(later).toLocalDate());
  }
}
