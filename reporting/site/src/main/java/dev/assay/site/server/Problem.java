package dev.assay.site.server;

import dev.assay.core.AssayException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that could not be answered, as RFC 9457 has it.
 *
 * @param title what kind of thing it is, the same for all of that kind
 */
record Problem(int status, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(AssayException thrown) {
    return switch (thrown.exitCode()) {
      case USAGE -> new Problem(400, "The request cannot be understood", text(thrown));
      case NOTHING -> new Problem(404, "There is no such thing", text(thrown));
      case NO_CAPACITY -> new Problem(409, "No hosts can be had for it", text(thrown));
      case INTERRUPTED -> new Problem(409, "It is not in a state for that", text(thrown));
      case UNAVAILABLE -> new Problem(503, "The database does not answer", text(thrown));
      case TIMEOUT -> new Problem(504, "It took too long", text(thrown));
      case LAB_FAILURE -> new Problem(502, "The lab failed", text(thrown));
      case OK, INTERNAL, FAILED, NO_GO, INCONCLUSIVE -> internal();
    };
  }

  private static String text(AssayException thrown) {
    var message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  static Problem internal() {
    return new Problem(500, "An error of Assay's own", "answering this request failed; the server's log says more");
  }

  static Problem notFound(String path) {
    return new Problem(404, "There is no such thing", "looking for " + path + ": there is no page or call of that address; see /api/v1/openapi.json");
  }

  Map<String, Object> document(String instance) {
    var document = new LinkedHashMap<String, Object>();
    document.put("type", "about:blank");
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.put("instance", instance);
    return document;
  }
}
