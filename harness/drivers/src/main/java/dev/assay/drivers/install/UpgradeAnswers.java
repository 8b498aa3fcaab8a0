package dev.assay.drivers.install;

import java.io.StringWriter;
import java.net.URI;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * Answers to the installer's questions for an upgrade in place: password, network and host name stay what they are.
 *
 * @param disk the disk that holds the installation, as the installer names it
 * @param source the folder of installation media, as the host reaches it
 */
record UpgradeAnswers(String disk, URI source) {

  String render() {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("installation");
      xml.writeAttribute("mode", "upgrade");
      xml.writeStartElement("existing-installation");
      xml.writeCharacters(disk);
      xml.writeEndElement();
      xml.writeStartElement("source");
      xml.writeAttribute("type", "url");
      xml.writeCharacters(source.toString());
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing an answer file to memory", e);
    }
  }
}
