package dev.assay.site.server;

import dev.assay.site.access.Role;
import dev.assay.site.pages.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Describes the machine interface as OpenAPI 3.1, from the routes that there are. */
final class OpenApi {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  private OpenApi() {}

  static Map<String, Object> of(SiteServer.Parts parts) {
    var paths = new LinkedHashMap<String, Map<String, Object>>();
    parts.api().forEach(route -> paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>()).put(route.method().name().toLowerCase(Locale.ROOT), operation(route)));
    parts.files().forEach(file -> paths.put(file.path(), Map.of("get", operation(file.path(), file.summary(), file.role(), file.parameters()))));
    parts.streams().forEach(stream -> paths.put(stream.path(), Map.of("get", operation(stream.path(), "Follow it as server-sent events", Role.VIEWER, List.of()))));
    paths.put("/api/v1/openapi.json", Map.of("get", operation("/api/v1/openapi.json", "Read this description", Role.VIEWER, List.of())));
    var document = new LinkedHashMap<String, Object>();
    document.put("openapi", "3.1.0");
    var info = new LinkedHashMap<String, Object>();
    info.put("title", "Assay");
    info.put("version", "1");
    document.put("info", info);
    document.put("paths", paths);
    document.put("components", Map.of("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
    document.put("security", List.of(Map.of("token", List.of())));
    return sorted(document);
  }

  /** Put names in order at every depth, so that the document is the same, character for character, at each launch. */
  private static TreeMap<String, Object> sorted(Map<?, ?> map) {
    var sorted = new TreeMap<String, Object>();
    map.forEach((name, value) -> sorted.put(name.toString(), value instanceof Map<?, ?> inner ? sorted(inner) : value instanceof List<?> list ? sorted(list) : value));
    return sorted;
  }

  private static List<Object> sorted(List<?> list) {
    return list.stream().<Object>map(value -> value instanceof Map<?, ?> inner ? sorted(inner) : value).toList();
  }

  private static Map<String, Object> schema(List<ApiRoute.Member> members) {
    var properties = new LinkedHashMap<String, Object>();
    for (var member : members) {
      var property = new LinkedHashMap<String, Object>();
      property.put("type", member.type());
      if (member.type().equals("array")) {
        property.put("items", Map.of("type", "string"));
      }
      property.put("description", member.description());
      properties.put(member.name(), property);
    }
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", members.stream().filter(ApiRoute.Member::required).map(ApiRoute.Member::name).toList());
    return schema;
  }

  private static Map<String, Object> operation(ApiRoute route) {
    var operation = operation(route.path(), route.summary(), route.role(), route.parameters());
    if (route.takesFile()) {
      operation.put("requestBody", Map.of("required", true, "description", "A file of at most " + (route.mostBytes() >> 20) + " MiB.",
          "content", Map.of("application/octet-stream", Map.of())));
    }
    if (!route.members().isEmpty()) {
      operation.put("requestBody", Map.of("content", Map.of("application/json", Map.of("schema", schema(route.members())))));
    }
    return operation;
  }

  private static LinkedHashMap<String, Object> operation(String path, String summary, Role role, List<Parameter> asked) {
    var operation = new LinkedHashMap<String, Object>();
    operation.put("summary", summary);
    operation.put("description", "Takes the role " + role.label() + ".");
    var parameters = new ArrayList<Map<String, Object>>();
    NAME.matcher(path).results().forEach(found ->
        parameters.add(Map.of("name", found.group(1), "in", "path", "required", true, "schema", Map.of("type", "string"))));
    asked.forEach(one -> parameters.add(Map.of("name", one.name(), "in", "query", "required", one.required(), "description", one.description(),
        "schema", Map.of("type", one.type()))));
    operation.put("parameters", parameters);
    operation.put("responses", Map.of(
        "2XX", Map.of("description", "Done."),
        "default", Map.of("description", "A problem.", "content", Map.of(Problem.MEDIA_TYPE, Map.of("schema", Map.of("type", "object"))))));
    return operation;
  }
}
