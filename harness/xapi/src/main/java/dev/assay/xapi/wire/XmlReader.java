package dev.assay.xapi.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML-RPC into strings, numbers, lists and maps, as they were written. */
final class XmlReader {

  private static final int DEPTH_LIMIT = 64;

  private final XMLStreamReader in;
  private int depth;

  private XmlReader(XMLStreamReader in) {
    this.in = in;
  }

  static WireCall call(byte[] body) {
    return read("an XML-RPC call", body, reader -> {
      reader.enter("methodCall");
      reader.enter("methodName");
      var method = reader.in.getElementText();
      return new WireCall(method, reader.parameters());
    });
  }

  static Object answer(byte[] body) {
    return read("an XML-RPC answer", body, reader -> {
      reader.enter("methodResponse");
      reader.in.nextTag();
      if (reader.in.getLocalName().equals("fault")) {
        throw new MalformedMessageException("reading an XML-RPC answer: the server calls our call malformed: " + reader.nextValue());
      }
      reader.expect("params");
      reader.enter("param");
      return reader.nextValue();
    });
  }

  static Object value(String text) {
    return read("an XML-RPC value", text.getBytes(StandardCharsets.UTF_8), XmlReader::nextValue);
  }

  private interface Body<T> {
    T read(XmlReader reader) throws XMLStreamException;
  }

  private static <T> T read(String what, byte[] document, Body<T> body) {
    try {
      var in = HardenedXml.reader(document);
      var message = body.read(new XmlReader(in));
      // An answer that is cut after its value is no answer: read to the end.
      while (in.hasNext()) {
        in.next();
      }
      return message;
    } catch (XMLStreamException | IllegalArgumentException e) {
      throw new MalformedMessageException("reading " + what + ": " + e.getMessage(), e);
    }
  }

  private List<Object> parameters() throws XMLStreamException {
    var parameters = new ArrayList<Object>();
    if (in.nextTag() == XMLStreamConstants.END_ELEMENT) {
      return parameters;
    }
    expect("params");
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      expect("param");
      parameters.add(nextValue());
      in.nextTag();
    }
    return parameters;
  }

  private Object nextValue() throws XMLStreamException {
    enter("value");
    return value();
  }

  /** Read the value whose start tag the reader stands on, up to its end tag. */
  private Object value() throws XMLStreamException {
    if (++depth > DEPTH_LIMIT) {
      throw new IllegalArgumentException("values nested deeper than " + DEPTH_LIMIT);
    }
    var text = new StringBuilder();
    while (true) {
      switch (in.next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA -> text.append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          return text.toString();
        }
        case XMLStreamConstants.START_ELEMENT -> {
          var value = typed(in.getLocalName());
          in.nextTag();
          expect("value");
          depth--;
          return value;
        }
        case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
        default -> throw new IllegalArgumentException("a value holds a document type or an entity that nobody declared");
      }
    }
  }

  private Object typed(String type) throws XMLStreamException {
    return switch (type) {
      case "string" -> in.getElementText();
      case "int", "i4", "i8" -> Long.valueOf(in.getElementText().strip());
      case "double" -> RealNumbers.read(in.getElementText());
      case "boolean" -> bool(in.getElementText().strip());
      case "dateTime.iso8601" -> WireDate.read(in.getElementText().strip());
      case "nil" -> in.getElementText();
      case "array" -> array();
      case "struct" -> struct();
      default -> throw new IllegalArgumentException("no type <" + type + ">");
    };
  }

  private static Object bool(String text) {
    return switch (text) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is no boolean");
    };
  }

  private List<Object> array() throws XMLStreamException {
    var values = new ArrayList<Object>();
    enter("data");
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      expect("value");
      values.add(value());
    }
    in.nextTag();
    return values;
  }

  private SequencedMap<String, Object> struct() throws XMLStreamException {
    var members = new LinkedHashMap<String, Object>();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      expect("member");
      enter("name");
      var name = in.getElementText();
      members.put(name, nextValue());
      in.nextTag();
    }
    return members;
  }

  private void enter(String element) throws XMLStreamException {
    if (in.nextTag() != XMLStreamConstants.START_ELEMENT) {
      throw new IllegalArgumentException("<" + element + "> is missing in <" + in.getLocalName() + ">");
    }
    expect(element);
  }

  private void expect(String element) {
    if (!in.getLocalName().equals(element)) {
      throw new IllegalArgumentException("<" + in.getLocalName() + "> stands where <" + element + "> should");
    }
  }
}
