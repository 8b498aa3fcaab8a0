package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.site.access.Principal;
import dev.assay.site.pages.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of a route.
 *
 * @param path the values of the names in the route's path
 * @param query the address's parameters, the first of each
 * @param body a JSON object; empty when nothing was sent
 * @param file what was uploaded; empty for routes that take none
 */
public record ApiCall(Principal who, SequencedMap<String, String> path, SequencedMap<String, String> query, JsonNode body, byte[] file) {

  public String path(String name) {
    return Optional.ofNullable(path.get(name)).orElseThrow(() -> new IllegalArgumentException("the route's path has no {" + name + "}"));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  public String requiredQuery(String name) {
    return query(name).orElseThrow(() -> new AssayException.Usage("reading the address: parameter '" + name + "' is missing"));
  }

  /** Read a whole number of the address, within bounds. */
  public int number(String name, int least, int most, int otherwise) {
    return Numbers.between(name, query(name), least, most, otherwise);
  }

  /** Read a text of the body. */
  public Optional<String> text(String name) {
    var value = body.get(name);
    return value == null || value.isNull() || !value.isValueNode() || value.asString().isBlank() ? Optional.empty() : Optional.of(value.asString());
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> new AssayException.Usage("reading the request: member '" + name + "' is missing"));
  }

  /** Read a list of texts of the body; a form gives them in one field, separated by spaces. */
  public List<String> texts(String name) {
    var value = body.get(name);
    if (value != null && value.isArray()) {
      return value.valueStream().map(JsonNode::asString).toList();
    }
    return text(name).map(text -> List.of(text.strip().split("\\s+"))).orElse(List.of());
  }
}
