package dev.assay.site.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Describes the machine interface as OpenAPI 3.1, from the routes that there are. */
final class OpenApi {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static Map<String, Object> of(List<ApiRoute> routes) {
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    routes.forEach(route -> paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>()).put(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "Assay", "version", "1"));
    document.put("paths", paths);
    document.put("components", Map.of("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    document.put("security", List.of(Map.of("token", List.of())));
    return document;
  }

  private static Map<String, Object> operation(ApiRoute route) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("summary", route.summary());
    operation.put("description", "Takes the role " + route.role().label() + ".");
    var parameters = new ArrayList<Map<String, Object>>();
    NAME.matcher(route.path()).results().forEach(found ->
        parameters.add(Map.of("name", found.group(1), "in", "path", "required", true, "schema", Map.of("type", "string"))));
    operation.put("parameters", parameters);
    operation.put("responses", Map.of(
        "2XX", Map.of("description", "Done."),
        "default", Map.of("description", "A problem.", "content", Map.of(Problem.MEDIA_TYPE, Map.of("schema", Map.of("type", "object"))))));
    return operation;
  }
}
