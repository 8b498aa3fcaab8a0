package dev.assay.xapi.metrics;

import dev.assay.xapi.wire.HardenedXml;
import dev.assay.xapi.wire.RealNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The XML form, {@code <xport>}. */
final class XmlSheet {

  private final Map<String, String> meta = new LinkedHashMap<>();
  private final List<String> legend = new ArrayList<>();
  private final List<RrdReader.Row> rows = new ArrayList<>();

  private XmlSheet() {}

  static RrdReader.Sheet read(byte[] body) {
    var sheet = new XmlSheet();
    try {
      var in = HardenedXml.reader(body);
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          sheet.element(in);
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new RrdReader.Sheet(sheet.number("start"), sheet.number("step"), sheet.number("end"), sheet.legend, sheet.rows);
  }

  private void element(XMLStreamReader in) throws XMLStreamException {
    var name = in.getLocalName();
    switch (name) {
      case "start", "step", "end" -> meta.put(name, in.getElementText().strip());
      case "entry" -> legend.add(in.getElementText());
      case "row" -> rows.add(row(in));
      default -> {}
    }
  }

  private static RrdReader.Row row(XMLStreamReader in) throws XMLStreamException {
    in.nextTag();
    long at = Long.parseLong(in.getElementText().strip());
    var values = new ArrayList<Double>();
    while (in.nextTag() == XMLStreamConstants.START_ELEMENT) {
      values.add(RealNumbers.read(in.getElementText()));
    }
    return new RrdReader.Row(at, values);
  }

  private long number(String name) {
    return Optional.ofNullable(meta.get(name)).map(Long::valueOf)
        .orElseThrow(() -> new IllegalArgumentException("<" + name + "> is missing"));
  }
}
