package dev.assay.simulator.xapi;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a value that {@link XmlValue} wrote. Document types are refused, so nothing outside the text is ever read. */
final class XmlReader {

  private final XMLStreamReader xml;

  private XmlReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  static Object value(byte[] document) {
    try {
      var factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      var reader = new XmlReader(factory.createXMLStreamReader(new ByteArrayInputStream(document)));
      reader.xml.nextTag();
      return reader.content();
    } catch (XMLStreamException e) {
      throw Refusal.of("IMPORT_ERROR", "ova.xml: " + e.getMessage());
    }
  }

  /** Read from after an opening {@code <value>} to its end. */
  private Object content() throws XMLStreamException {
    var text = new StringBuilder();
    Object value = null;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamReader.START_ELEMENT -> value = typed(xml.getLocalName());
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(xml.getText());
        case XMLStreamReader.END_ELEMENT -> {
          return value == null ? text.toString() : value;
        }
        default -> {}
      }
    }
    throw new XMLStreamException("it ends within a value");
  }

  private Object typed(String type) throws XMLStreamException {
    return switch (type) {
      case "array" -> array();
      case "struct" -> struct();
      case "boolean" -> xml.getElementText().equals("1");
      case "double" -> Double.valueOf(xml.getElementText());
      default -> xml.getElementText();
    };
  }

  private List<Object> array() throws XMLStreamException {
    var list = new ArrayList<Object>();
    xml.nextTag();
    while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
      list.add(content());
    }
    xml.nextTag();
    return list;
  }

  private Object struct() throws XMLStreamException {
    var map = new LinkedHashMap<String, Object>();
    while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
      xml.nextTag();
      var name = xml.getElementText();
      xml.nextTag();
      map.put(name, content());
      xml.nextTag();
    }
    return map;
  }
}
