package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiClass;
import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiParameter;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import dev.assay.xapi.table.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table's classes as the database needs them. */
final class Schemas {

  private static final String CHOOSE = "_where";

  private final ApiTable table;
  private final Map<String, Schema> byName = new HashMap<>();
  private final Map<String, Integer> positions = new HashMap<>();

  Schemas(ApiTable table) {
    this.table = table;
    for (var type : table.classes()) {
      byName.put(type.name(), new Schema(type));
      positions.put(type.name(), positions.size());
    }
  }

  ApiTable table() {
    return table;
  }

  /** Return the place of a class among all that the API lists. */
  int position(String type) {
    return positions.getOrDefault(type, positions.size());
  }

  Schema of(String type) {
    var schema = byName.get(type);
    if (schema == null) {
      throw new IllegalStateException("the API's table has no class '" + type + "'");
    }
    return schema;
  }

  /** Find a message by class and name; each class that lists its records also chooses among them, undocumented as that is. */
  Optional<ApiMessage> message(String method) {
    return table.message(method).or(() -> method.endsWith(CHOOSE)
        ? table.message(method.substring(0, method.length() - CHOOSE.length())).filter(list -> list.name().equals("get_all_records")).map(Schemas::choosing)
        : Optional.empty());
  }

  private static ApiMessage choosing(ApiMessage list) {
    var parameters = List.of(list.parameters().getFirst(), new ApiParameter("expr", ApiType.STRING, true));
    return new ApiMessage(
        list.className(), list.name() + CHOOSE, list.result(), parameters, list.errors(), list.roles(), true, list.lifecycle());
  }

  /** Tell whether a message may be called as {@code Async.*}: what does something, not what reads or sets a field. */
  static boolean hasAsyncForm(ApiMessage message) {
    // One class lists its get_all_records itself; clients take every name with that ending for a class to watch.
    return message.takesSession()
        && !message.name().equals("get_all_records")
        && (!message.implicit() || message.name().equals("create") || message.name().equals("destroy"));
  }

  /** List every method that a host of this release knows, as {@code system.listMethods} does. */
  List<Object> methodNames(Release release) {
    var names = new ArrayList<Object>(List.of("system.listMethods"));
    for (ApiClass type : table.classes()) {
      for (var message : type.messages().values()) {
        if (message.lifecycle().offeredIn(release)) {
          names.add(message.fullName());
          if (hasAsyncForm(message)) {
            names.add("Async." + message.fullName());
          }
        }
      }
    }
    return names;
  }
}
