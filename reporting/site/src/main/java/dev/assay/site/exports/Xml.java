package dev.assay.site.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document written from front to back; characters that XML cannot hold become the sign for an unreadable one. */
final class Xml {

  private final XMLStreamWriter writer;

  Xml(Writer out) {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  private interface Step {
    void run() throws XMLStreamException;
  }

  Xml declaration() {
    return run(() -> writer.writeStartDocument("UTF-8", "1.0"));
  }

  Xml open(String element) {
    return run(() -> {
      writer.writeCharacters("\n");
      writer.writeStartElement(element);
    });
  }

  Xml attribute(String name, String value) {
    return run(() -> writer.writeAttribute(name, clean(value)));
  }

  Xml text(String text) {
    return run(() -> writer.writeCharacters(clean(text)));
  }

  Xml close() {
    return run(writer::writeEndElement);
  }

  void end() {
    run(() -> {
      writer.writeEndDocument();
      writer.flush();
    });
  }

  private Xml run(Step step) {
    try {
      step.run();
      return this;
    } catch (XMLStreamException e) {
      throw failure(e);
    }
  }

  private static UncheckedIOException failure(XMLStreamException e) {
    return new UncheckedIOException(e.getCause() instanceof IOException io ? io : new IOException(e));
  }

  /** Replace what XML 1.0's Char production leaves out. */
  static String clean(String text) {
    if (isPlain(text)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints().map(point -> isAllowed(point) ? point : 0xFFFD).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Whether it is of characters that are allowed and no surrogates, as nearly every text is. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) || !isAllowed(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(int point) {
    return point == '\t' || point == '\n' || point == '\r' || point >= 0x20 && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
  }
}
