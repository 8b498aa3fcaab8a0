package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiType;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * A pool's database as one file: a table for each class, a row for each object, an attribute for each field. Sets and maps are
 * written as the product writes them, as quoted words in brackets.
 */
final class DatabaseFile {

  /** What belongs to those who are connected, not to the pool. */
  private static final List<String> LEFT_OUT = List.of("session", "task", "event", "user");

  /** One object as the file has it: field names and their text. */
  record Row(String type, String ref, SequencedMap<String, String> fields) {}

  private DatabaseFile() {}

  static String write(ObjectDatabase database) {
    var file = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<database><manifest>");
    file.append("<pair key=\"schema_major_vsn\" value=\"5\"/><pair key=\"schema_minor_vsn\" value=\"900\"/>");
    file.append("<pair key=\"generation_count\" value=\"").append(database.changes().generation()).append("\"/></manifest>");
    for (var type : database.schemas().table().classes()) {
      if (!LEFT_OUT.contains(type.name()) && database.count(type.name()) > 0) {
        file.append("<table name=\"").append(type.name()).append("\">");
        database.all(type.name()).forEach(object -> file.append(row(object)));
        file.append("</table>");
      }
    }
    return file.append("</database>\n").toString();
  }

  private static String row(Entity object) {
    var row = new StringBuilder("<row ref=\"" + object.ref() + "\"");
    for (int i = 0; i < object.schema().size(); i++) {
      row.append(' ').append(object.schema().fieldAt(i).name()).append("=\"").append(escaped(text(object.valueAt(i)))).append('"');
    }
    return row.append("/>").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;");
  }

  static String text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(element -> quoted(text(element))).collect(java.util.stream.Collectors.joining(" ", "(", ")"));
      case java.util.Map<?, ?> map -> map.entrySet().stream()
          .map(entry -> "(" + quoted(text(entry.getKey())) + " " + quoted(text(entry.getValue())) + ")")
          .collect(java.util.stream.Collectors.joining(" ", "(", ")"));
      case Instant instant -> instant.toString();
      default -> String.valueOf(value);
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Read a file; {@code RESTORE_INCOMPATIBLE_VERSION} when it is none or of another schema. */
  static List<Row> read(String file) {
    var rows = new ArrayList<Row>();
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    boolean known = false;
    String table = null;
    try {
      var reader = factory.createXMLStreamReader(new StringReader(file));
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (reader.getLocalName()) {
          case "pair" -> known |= "schema_major_vsn".equals(reader.getAttributeValue(null, "key")) && "5".equals(reader.getAttributeValue(null, "value"));
          case "table" -> table = reader.getAttributeValue(null, "name");
          case "row" -> rows.add(row(table, reader));
          default -> { }
        }
      }
    } catch (XMLStreamException e) {
      throw incompatible();
    }
    if (!known || rows.isEmpty()) {
      throw incompatible();
    }
    return rows;
  }

  private static Row row(@Nullable String table, javax.xml.stream.XMLStreamReader reader) {
    var fields = new LinkedHashMap<String, String>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      fields.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    var ref = fields.remove("ref");
    if (table == null || ref == null) {
      throw incompatible();
    }
    return new Row(table, ref, fields);
  }

  private static RuntimeException incompatible() {
    return Refusal.of("RESTORE_INCOMPATIBLE_VERSION");
  }

  /** Read a field's text as a value of its type. */
  static Object value(ApiType type, String text) {
    return switch (type) {
      case ApiType.IntType _ -> Long.valueOf(text);
      case ApiType.FloatType _ -> Double.valueOf(text);
      case ApiType.BoolType _ -> Boolean.valueOf(text);
      case ApiType.DateTimeType _ -> Instant.parse(text);
      case ApiType.SetType set -> Words.of(text).list().stream().map(word -> value(set.element(), (String) word)).toList();
      case ApiType.MapType map -> {
        var entries = new LinkedHashMap<String, Object>();
        for (var pair : Words.of(text).list()) {
          var words = (List<?>) pair;
          entries.put((String) words.get(0), value(map.value(), (String) words.get(1)));
        }
        yield java.util.Collections.unmodifiableSequencedMap(entries);
      }
      default -> text;
    };
  }

  /** Read a map of texts. */
  static SequencedMap<String, String> texts(String text) {
    var entries = new LinkedHashMap<String, String>();
    for (var pair : Words.of(text).list()) {
      var words = (List<?>) pair;
      entries.put((String) words.get(0), (String) words.get(1));
    }
    return entries;
  }

  /** Reads quoted words in brackets. */
  private static final class Words {
    private final String text;
    private int at;

    private Words(String text) {
      this.text = text;
    }

    static Words of(String text) {
      return new Words(text);
    }

    List<Object> list() {
      var found = new ArrayList<Object>();
      expect('(');
      while (peek() != ')') {
        found.add(peek() == '(' ? list() : word());
        while (peek() == ' ') {
          at++;
        }
      }
      at++;
      return found;
    }

    private String word() {
      expect('\'');
      var word = new StringBuilder();
      while (peek() != '\'') {
        if (peek() == '\\') {
          at++;
        }
        word.append(peek());
        at++;
      }
      at++;
      return word.toString();
    }

    private char peek() {
      if (at >= text.length()) {
        throw incompatible();
      }
      return text.charAt(at);
    }

    private void expect(char wanted) {
      if (peek() != wanted) {
        throw incompatible();
      }
      at++;
    }
  }
}
