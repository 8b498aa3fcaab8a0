package dev.assay.judge.kpi;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON token by token and refuses what was not expected, with file, line and column. */
final class JsonInput implements AutoCloseable {

  private static final JsonFactory FACTORY = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Squares of larger numbers, and sums of them, would be infinite. */
  private static final double LARGEST = 1e150;

  private static final int FIRST_BYTES = 4;

  private final String file;
  private final JsonParser parser;

  JsonInput(String file, InputStream stream) {
    this.file = file;
    this.parser = opened(file, stream);
    next();
  }

  private static JsonParser opened(String file, InputStream stream) {
    try {
      return FACTORY.createParser(ObjectReadContext.empty(), utf8(file, stream));
    } catch (JacksonException e) {
      throw new AssayException.Usage("reading KPIs from " + file + ": it cannot be read: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new AssayException.Usage("reading KPIs from " + file + ": it cannot be read: " + e.getMessage());
    }
  }

  /** Refuse other encodings, which the parser would guess from the first bytes: in UTF-8 none of those is 0, 0xFE or 0xFF. */
  private static InputStream utf8(String file, InputStream stream) throws IOException {
    var whole = new PushbackInputStream(stream, FIRST_BYTES);
    byte[] first = whole.readNBytes(FIRST_BYTES);
    for (byte one : first) {
      if (one == 0 || one == (byte) 0xFE || one == (byte) 0xFF) {
        throw new AssayException.Usage("reading KPIs from " + file + ":1:1: is not UTF-8; UTF-16 and other encodings are to be converted first, as with iconv -t UTF-8");
      }
    }
    whole.unread(first);
    return whole;
  }

  /** Reads the value of one key. */
  interface Key {
    void read();
  }

  /** Reads one element of a list. */
  interface Element<T> {
    T read();
  }

  /** Read an object whose keys are all known; each key's reader is called where it stands. */
  void object(Map<String, Key> keys) {
    expect(JsonToken.START_OBJECT, "an object");
    next();
    while (parser.currentToken() != JsonToken.END_OBJECT) {
      var name = read(parser::currentName);
      var key = keys.get(name);
      if (key == null) {
        throw refused("unknown key '" + name + "'; known here: " + String.join(", ", new TreeSet<>(keys.keySet())));
      }
      next();
      key.read();
    }
    next();
  }

  <T> List<T> list(Element<T> element) {
    expect(JsonToken.START_ARRAY, "a list");
    next();
    var values = new ArrayList<T>();
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      values.add(element.read());
    }
    next();
    return values;
  }

  String text() {
    expect(JsonToken.VALUE_STRING, "text");
    var text = read(parser::getString);
    if (text.isBlank()) {
      throw refused("found blank text");
    }
    next();
    return text;
  }

  double number() {
    if (!isNumber()) {
      throw refused("found " + found() + ", expected a number");
    }
    double number = read(parser::getDoubleValue);
    if (!(Math.abs(number) <= LARGEST)) {
      throw refused("found a number beyond what can be computed with, " + LARGEST);
    }
    next();
    return number;
  }

  long count() {
    double number = number();
    if (number != Math.rint(number) || number < 0 || number > 1e15) {
      throw refused("found " + number + " before this, expected a whole number from 0");
    }
    return (long) number;
  }

  double[] numbers() {
    return list(this::number).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Read the repeats of a build: a number, a list of numbers, or null for a missing build. */
  double[] repeats() {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      next();
      return new double[0];
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return list(this::repeat).stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }
    if (!isNumber()) {
      throw refused("found " + found() + ", expected a number, a list of numbers, or null for a missing build");
    }
    return new double[] {number()};
  }

  private double[] repeat() {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      next();
      return new double[0];
    }
    return new double[] {number()};
  }

  /** Make sure that nothing follows. */
  void end() {
    if (parser.currentToken() != null) {
      throw refused("found " + found() + " after the end");
    }
  }

  AssayException.Usage refused(String what) {
    var at = parser.currentTokenLocation();
    return new AssayException.Usage("reading " + file + ":" + at.getLineNr() + ":" + at.getColumnNr() + pointer() + ": " + what);
  }

  /** Where that is in the document (RFC 6901); nothing at its very beginning. */
  private String pointer() {
    var pointer = parser.streamReadContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : " (" + pointer + ")";
  }

  private boolean isNumber() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  private void expect(JsonToken token, String expectation) {
    if (parser.currentToken() != token) {
      throw refused("found " + found() + ", expected " + expectation);
    }
  }

  private String found() {
    var token = parser.currentToken();
    return token == null ? "the end" : switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "a list";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> "a number";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case PROPERTY_NAME -> "a key";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
    };
  }

  private void next() {
    read(parser::nextToken);
  }

  /** Read on; a parser looks at words and numbers only when they are asked for, so each of these may find what is none. */
  private <T extends @Nullable Object> T read(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (JacksonException e) {
      var at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw new AssayException.Usage("reading " + file + position(at) + pointer() + ": is not JSON here: " + plain(e.getOriginalMessage()));
    }
  }

  /** Bytes that are no text have no line: they are told by their offset. */
  private static String position(TokenStreamLocation at) {
    return at.getLineNr() > 0 ? ":" + at.getLineNr() + ":" + at.getColumnNr() : " at byte " + at.getByteOffset();
  }

  /** Leave out what the library tells programmers of its settings. */
  private static String plain(String message) {
    return message.replaceFirst("(?s)(: enable `| \\(start marker at ).*", "").replaceFirst(", from `[^`]*`", "");
  }

  @Override
  public void close() {
    parser.close();
  }
}
