package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Types;
import java.util.List;

/** Reads what is leased beside hosts. */
final class ResourceReader {

  private ResourceReader() {}

  static Field<Resource> read(Place place, List<String> sites) {
    var section = place.section();
    LabTypes.requireName(place);
    var kind = section.required("kind", Types.oneOf(Resource.KINDS));
    var units = section.required("units", Types.text());
    var at = section.list("sites", LabReader.named("site", sites));
    return section.make(() -> Resource.of(place.name(), kind.get(), units.get(), at.get()));
  }
}
