package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;

/** What the file says once for all hosts of a class. */
final class HostClasses {

  private final SecretType secrets;
  private final SequencedMap<String, Field<HostAttributes>> read = new LinkedHashMap<>();

  HostClasses(SecretType secrets) {
    this.secrets = secrets;
  }

  Field<Boolean> read(Place place) {
    var section = place.section();
    section.names().forEach(name -> read.put(name, section.required(name, this::attributes)));
    return section.make(() -> true);
  }

  SequencedCollection<String> names() {
    return read.sequencedKeySet();
  }

  /** Return what is said of the class; empty when it is not declared or when something is wrong with it. */
  Optional<HostAttributes> attributes(String name) {
    return Optional.ofNullable(read.get(name)).flatMap(Field::value);
  }

  private Field<HostAttributes> attributes(Place place) {
    var section = place.section();
    var fields = new HostAttributes.Fields(section, secrets);
    return section.make(fields::get);
  }
}
