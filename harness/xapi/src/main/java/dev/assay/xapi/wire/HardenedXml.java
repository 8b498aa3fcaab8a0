package dev.assay.xapi.wire;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML readers that follow no document type and no external entity. */
public final class HardenedXml {

  private HardenedXml() {}

  /**
   * Open a reader over a document in UTF-8, the only encoding that servers use. Java's own decoding of one that is not
   * would print to the terminal.
   */
  public static XMLStreamReader reader(byte[] document) throws XMLStreamException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      return factory().createXMLStreamReader(new StringReader(text.toString()));
    } catch (CharacterCodingException e) {
      throw new XMLStreamException("the document is not in UTF-8", e);
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Java counts every &lt; of a document against these limits and gives up after 100,000 of them. They guard against
    // declared entities, which a reader without document types does not know.
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    return factory;
  }
}
