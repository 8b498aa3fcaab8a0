package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Section;
import dev.assay.config.Suggestion;
import dev.assay.config.Type;
import dev.assay.core.AssayException;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.SeededDefect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A defect as a lab file names it: {@code task-never-ends}, or with its strength {@code {slower-boot: 4%}}. */
final class DefectType implements Type<SeededDefect> {

  private static final List<String> LABELS = Arrays.stream(Defect.values()).map(Defect::label).toList();

  private final Lab.Kind kind;

  DefectType(Lab.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Field<SeededDefect> read(Place place) {
    if (place.scalar().isPresent()) {
      return named(place).map(SeededDefect::usual);
    }
    var section = place.section();
    var defect = in(section);
    return defect.isBroken() ? defect : section.make(defect::get);
  }

  /** Read the one key of a mapping that names a defect; the caller reads the others. */
  Field<SeededDefect> in(Section section) {
    var labels = section.place().keys().stream().filter(LABELS::contains).toList();
    if (labels.size() != 1) {
      section.names();
      var near = section.place().keys().stream().flatMap(key -> Suggestion.closest(key, LABELS).stream()).findFirst();
      section.place().problem(labels.isEmpty()
          ? "names no defect" + near.map(label -> "; did you mean '" + label + "'?").orElse("; 'assay lab defects' lists them")
          : "names " + labels.size() + " defects, expected one: begin a new item for each");
      return Field.broken();
    }
    return section.required(labels.getFirst(), at -> strength(at, Defect.named(labels.getFirst())));
  }

  private Field<SeededDefect> strength(Place at, Defect defect) {
    if (isRefused(at)) {
      return Field.broken();
    }
    if (at.scalar().isEmpty()) {
      return at.keys().isEmpty() ? Field.of(SeededDefect.usual(defect)) : at.expected("the strength of the defect");
    }
    try {
      return Field.of(SeededDefect.of(defect, at.scalar().get()));
    } catch (AssayException.Usage e) {
      at.problem(String.valueOf(e.getMessage()));
      return Field.broken();
    }
  }

  private Field<Defect> named(Place place) {
    var label = place.scalar().orElse("");
    if (!LABELS.contains(label)) {
      return place.expected("a defect" + hint(label));
    }
    return isRefused(place) ? Field.broken() : Field.of(Defect.named(label));
  }

  private boolean isRefused(Place place) {
    if (kind == Lab.Kind.SIMULATED) {
      return false;
    }
    place.problem("only the builds of a simulated lab carry defects; a served one carries those of the file that it is served from");
    return true;
  }

  private static String hint(String label) {
    Optional<String> near = Suggestion.closest(label, LABELS);
    return near.map(found -> "; did you mean '" + found + "'?").orElse("; 'assay lab defects' lists them");
  }
}
