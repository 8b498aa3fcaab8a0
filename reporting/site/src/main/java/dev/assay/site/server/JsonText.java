package dev.assay.site.server;

import dev.assay.core.AssayException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers and reads requests. */
final class JsonText {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonText() {}

  static byte[] of(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static JsonNode object(byte[] body) {
    if (body.length == 0) {
      return MAPPER.createObjectNode();
    }
    try {
      var node = MAPPER.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new AssayException.Usage("reading the request's body: it is no JSON: " + e.getOriginalMessage());
    }
    throw new AssayException.Usage("reading the request's body: expected a JSON object");
  }

  static tools.jackson.databind.node.ObjectNode empty() {
    return MAPPER.createObjectNode();
  }
}
