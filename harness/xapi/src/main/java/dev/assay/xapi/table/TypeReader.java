package dev.assay.xapi.table;

import java.util.HashMap;
import java.util.Map;

/** Reads types as the table writes them, {@code map(ref(VM),set(string))}; equal texts give the same instance. */
final class TypeReader {

  private final Map<String, ApiType> known = new HashMap<>();

  void declare(ApiType.EnumType type) {
    known.put("enum(" + type.name() + ")", type);
  }

  ApiType read(String text) {
    var type = known.get(text);
    if (type == null) {
      type = parse(text);
      known.put(text, type);
    }
    return type;
  }

  private ApiType parse(String text) {
    int open = text.indexOf('(');
    var inner = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
    return switch (open < 0 ? text : text.substring(0, open)) {
      case "string" -> ApiType.STRING;
      case "int" -> ApiType.INT;
      case "float" -> ApiType.FLOAT;
      case "bool" -> ApiType.BOOL;
      case "datetime" -> ApiType.DATE_TIME;
      case "void" -> ApiType.VOID;
      case "batch" -> new ApiType.EventBatchType();
      case "ref" -> new ApiType.RefType(inner);
      case "record" -> inner.equals("*") ? new ApiType.AnyRecordType() : new ApiType.RecordType(inner);
      case "set" -> new ApiType.SetType(read(inner));
      case "option" -> new ApiType.OptionType(read(inner));
      case "map" -> new ApiType.MapType(read(inner.substring(0, comma(inner))), read(inner.substring(comma(inner) + 1)));
      case "enum" -> throw new IllegalArgumentException("enum '" + inner + "' is not declared");
      default -> throw new IllegalArgumentException("no type '" + text + "'");
    };
  }

  /** Find the comma between key and value, the first outside brackets. */
  private static int comma(String inner) {
    int depth = 0;
    for (int i = 0; i < inner.length(); i++) {
      switch (inner.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException("map type '" + inner + "' has no value type");
  }
}
