package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types parameters and results by the table's message; those of unknown methods stay as they were seen. */
final class Signatures {

  private static final String ASYNC = "Async.";

  private final ApiTable table;
  private final TypedValues values;

  Signatures(ApiTable table) {
    this.table = table;
    this.values = new TypedValues(table);
  }

  List<Object> typedParameters(String method, List<Object> seen) {
    var parameters = message(method).map(ApiMessage::parameters).orElse(List.of());
    var typed = new ArrayList<>(seen);
    for (int i = 0; i < Math.min(seen.size(), parameters.size()); i++) {
      try {
        typed.set(i, values.typed(parameters.get(i).type(), seen.get(i)));
      } catch (IllegalArgumentException e) {
        // Which field of a record is wrong is for whoever reads the record to say.
        if (!(parameters.get(i).type() instanceof ApiType.RecordType)) {
          throw XapiException.of("FIELD_TYPE_ERROR", parameters.get(i).name());
        }
      }
    }
    return typed;
  }

  Object typedResult(String method, Object seen) {
    if (method.startsWith(ASYNC)) {
      return typed("the answer to " + method, new ApiType.RefType("task"), seen);
    }
    return message(method).map(message -> typed("the answer to " + method, message.result(), seen)).orElse(seen);
  }

  Object typed(String what, ApiType type, Object seen) {
    try {
      return values.typed(type, seen);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("reading " + what + ": " + e.getMessage(), e);
    }
  }

  private Optional<ApiMessage> message(String method) {
    return table.message(method.startsWith(ASYNC) ? method.substring(ASYNC.length()) : method);
  }
}
