package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Located;
import dev.assay.config.Place;
import dev.assay.config.Type;
import java.util.ArrayList;
import java.util.List;

/** Reads references to secrets, and remembers where each stands. */
public final class SecretType implements Type<Secret> {

  private final List<Located<Secret>> found = new ArrayList<>();

  @Override
  public Field<Secret> read(Place place) {
    var reference = place.scalar();
    if (reference.isEmpty()) {
      return place.expected("a reference to a secret: env:NAME, file:/path or simulated");
    }
    if (!reference.get().equals("simulated") && !reference.get().matches("env:[A-Za-z_][A-Za-z0-9_]*|file:/.+")) {
      place.problem("found a secret itself or no known reference, expected env:NAME, file:/path or simulated; "
          + "a lab file is shared and versioned, so secrets stay out of it");
      return Field.broken();
    }
    var secret = new Secret(reference.get());
    found.add(new Located<>(secret, place));
    return Field.of(secret);
  }

  public List<Located<Secret>> found() {
    return found;
  }
}
