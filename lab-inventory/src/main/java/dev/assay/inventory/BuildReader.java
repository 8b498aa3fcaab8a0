package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Section;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads the builds of a lab: those declared one by one, then those of each series. */
final class BuildReader {

  static final Type<LocalDate> DATE = Types.parsed(LocalDate::parse, "a date such as 2014-12-15");

  private final Lab.Kind kind;
  private final List<Build> builds = new ArrayList<>();
  private final SequencedMap<BuildId, Lab.BuildFacts> facts = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();

  private BuildReader(Lab.Kind kind) {
    this.kind = kind;
  }

  /** Read the keys {@code builds} and {@code buildSeries} of a lab; one of the two must be there. */
  static BuildReader read(Section lab, Lab.Kind kind) {
    var reader = new BuildReader(kind);
    if (lab.at("buildSeries").isEmpty()) {
      lab.required("builds", reader::one);
    } else {
      lab.optional("builds", reader::one);
    }
    lab.named("buildSeries", reader::series);
    return reader;
  }

  List<Build> builds() {
    return List.copyOf(builds);
  }

  SequencedMap<BuildId, Lab.BuildFacts> facts() {
    return facts;
  }

  /** Return the names of all builds, of broken ones too, so that a wrong build is not told again as a wrong name. */
  List<String> names() {
    return names;
  }

  /** Remember a build, unless there is one of that name. */
  void add(Place place, Build build, Lab.BuildFacts known) {
    if (builds.stream().anyMatch(other -> other.id().equals(build.id()))) {
      place.problem("declares build " + build.id() + " a second time");
      return;
    }
    builds.add(build);
    if (known.released().isPresent() || !known.defects().isEmpty()) {
      facts.put(build.id(), known);
    }
  }

  void named(String name) {
    names.add(name);
  }

  Lab.Kind kind() {
    return kind;
  }

  private Field<Boolean> one(Place place) {
    var section = place.section();
    section.names().forEach(name -> {
      named(name);
      section.required(name, this::build);
    });
    return section.make(() -> true);
  }

  private Field<Boolean> build(Place place) {
    var section = place.section();
    var product = section.required("product", Types.text());
    var version = section.required("version", Types.parsed(ProductVersion::parse, "numbers with dots between, such as 8.4.0"));
    var number = section.optional("buildNumber", LabTypes.WORD);
    var generation = section.required("generation", LabTypes.WORD);
    var media = section.required("media", Types.uri("http", "https", "ftp", "nfs"));
    var released = section.optional("released", DATE);
    var defects = section.list("defects", new DefectType(kind));
    return section.make(() -> {
      var build = new Build(BuildId.of(place.name()), product.get(), version.get(), number.get().orElseGet(() -> lastPart(place.name())), generation.get(), media.get());
      add(place, build, new Lab.BuildFacts(released.get(), Defects.of(defects.get())));
      return true;
    });
  }

  private Field<Boolean> series(Place place) {
    return new BuildSeries(this).read(place);
  }

  /** A build is named by version and number, {@code 6.5-90233}, unless the file says otherwise. */
  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
