package dev.assay.xapi.wire;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML readers that follow no document type and no external entity. */
public final class HardenedXml {

  private HardenedXml() {}

  /** Open a reader over bytes whose encoding the document itself states. */
  public static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
    return factory().createXMLStreamReader(bytes);
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
