package dev.assay.xapi.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * JSON to and from strings, numbers, lists and maps. Members that are null are left out when reading.
 *
 * <p>On the streaming parser alone: binding classes would cost every command a tenth of a second at its start.
 */
public final class JsonTree {

  private static final int DEPTH_LIMIT = 64;

  private static final JsonFactory JSON = JsonFactory.builder()
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
      .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
      .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_LIMIT).maxStringLength(100_000_000).build())
      .build();

  private JsonTree() {}

  /**
   * Read a document.
   *
   * @param what as it will stand in the error
   * @throws MalformedMessageException when it is none
   */
  public static Object read(String what, byte[] body) {
    try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      parser.nextToken();
      var value = value(what, parser);
      if (value == null || parser.nextToken() != null) {
        throw new MalformedMessageException("reading " + what + ": it is not one JSON value");
      }
      return value;
    } catch (JacksonException e) {
      throw new MalformedMessageException("reading " + what + ": " + e.getOriginalMessage(), e);
    }
  }

  private static @Nullable Object value(String what, JsonParser parser) {
    var token = parser.currentToken();
    if (token == null) {
      throw new MalformedMessageException("reading " + what + ": it ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(what, parser);
      case START_ARRAY -> array(what, parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new MalformedMessageException("reading " + what + ": " + token + " stands where a value should");
    };
  }

  private static SequencedMap<String, Object> object(String what, JsonParser parser) {
    var members = new LinkedHashMap<String, Object>();
    for (var name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      var value = value(what, parser);
      if (value != null) {
        members.put(name, value);
      }
    }
    return members;
  }

  private static List<Object> array(String what, JsonParser parser) {
    var elements = new ArrayList<Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var value = value(what, parser);
      if (value == null) {
        throw new MalformedMessageException("reading " + what + ": an array holds null");
      }
      elements.add(value);
    }
    return elements;
  }

  static byte[] write(Object value) {
    var bytes = new ByteArrayOutputStream(512);
    try (var generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(generator, value);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, @Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Long number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      case Boolean flag -> out.writeBoolean(flag);
      case Instant instant -> out.writeString(WireDate.write(instant));
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(element -> write(out, element));
        out.writeEndArray();
      }
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach((name, member) -> {
          out.writeName((String) name);
          write(out, member);
        });
        out.writeEndObject();
      }
      default -> throw new IllegalArgumentException("a " + value.getClass().getName() + " is no wire value");
    }
  }
}
