package dev.assay.drivers.xen.toolstack;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.wire.XmlRpc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** Work that was asked for as a task. It is done by the time its reference is handed out; what is kept is how it ended. */
final class Tasks {

  private final SequencedMap<String, Ended> ended = new LinkedHashMap<>();
  private long number;

  private record Ended(String name, String status, String result, List<String> error) {}

  String run(String name, Supplier<Object> work) {
    Ended end;
    try {
      end = new Ended(name, "success", XmlRpc.encodeTaskResult(work.get()), List.of());
    } catch (XapiException e) {
      var error = new java.util.ArrayList<String>(List.of(e.code()));
      error.addAll(e.parameters());
      end = new Ended(name, "failure", "", List.copyOf(error));
    }
    return keep(end);
  }

  private synchronized String keep(Ended end) {
    var ref = "OpaqueRef:task-" + ++number;
    ended.put(ref, end);
    return ref;
  }

  synchronized Object call(String name, List<Object> arguments, ApiTable table) {
    var ref = arguments.isEmpty() ? "" : (String) arguments.getFirst();
    return switch (name) {
      case "task.get_all" -> List.copyOf(ended.sequencedKeySet());
      case "task.get_all_records" -> {
        var records = new LinkedHashMap<String, Object>();
        ended.forEach((key, end) -> records.put(key, record(end, table)));
        yield records;
      }
      case "task.get_record" -> record(find(ref), table);
      case "task.destroy" -> {
        find(ref);
        ended.remove(ref);
        yield "";
      }
      case "task.cancel" -> {
        find(ref);
        yield "";
      }
      case String _ when name.startsWith("task.get_") && table.field("task", name.substring("task.get_".length())).isPresent() ->
          java.util.Objects.requireNonNull(record(find(ref), table).get(name.substring("task.get_".length())));
      case String _ -> throw XapiException.of("NOT_IMPLEMENTED", name);
    };
  }

  private Ended find(String ref) {
    var end = ended.get(ref);
    if (end == null) {
      throw Refs.invalid("task", ref);
    }
    return end;
  }

  private static SequencedMap<String, Object> record(Ended end, ApiTable table) {
    var record = new LinkedHashMap<String, Object>();
    table.get("task").recordFields(table.newestRelease()).forEach(field -> record.put(field.name(), field.initialValue()));
    record.put("name_label", end.name());
    record.put("status", end.status());
    record.put("result", end.result());
    record.put("error_info", end.error());
    record.put("progress", 1.0);
    return record;
  }
}
