package dev.assay.testkit;

import dev.assay.xapi.HttpHandlers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The database in which a toolstack keeps what it knows of its pool, as the product hands it out and takes it back. */
record PoolDatabase(Toolstack toolstack) {

  private static final String PATH = "/pool/xmldbdump";

  byte[] dump() {
    return toolstack.bench().act("database.dump", toolstack.master().value(), Map.of(), () -> {
      try (var in = http().get(PATH, new LinkedHashMap<>())) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("dumping the database of the pool of " + toolstack.master(), e);
      }
    });
  }

  void restore(byte[] dump, boolean onlyCheck) {
    var query = new LinkedHashMap<String, String>();
    query.put("dry_run", String.valueOf(onlyCheck));
    toolstack.bench().act("database.restore", toolstack.master().value(), Map.of("only-check", String.valueOf(onlyCheck)), () -> http().put(PATH, query, new ByteArrayInputStream(dump)));
  }

  private HttpHandlers http() {
    return toolstack.session().through(toolstack.http());
  }
}
