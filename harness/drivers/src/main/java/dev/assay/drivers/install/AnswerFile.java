package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Answers to the XenServer installer's questions, for an installation without anybody present.
 *
 * @param source the folder of installation media, as the host reaches it
 * @param scripts what the installer fetches and runs once the new system's files are in place
 */
public record AnswerFile(InstallTarget target, URI source, List<URI> scripts) {

  /** Render the XML document of the vendor's installation guide, "Answer file reference". */
  public String render() {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("installation");
      xml.writeAttribute("mode", "fresh");
      writeAnswers(xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      return text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing an answer file to memory", e);
    }
  }

  private void writeAnswers(XMLStreamWriter xml) throws XMLStreamException {
    element(xml, "primary-disk", target.primaryDisk());
    element(xml, "keymap", "us");
    element(xml, "root-password", target.rootPassword(), "type", "plaintext");
    element(xml, "source", source.toString(), "type", "url");
    writeNetwork(xml);
    element(xml, "hostname", target.hostname());
    element(xml, "timezone", target.timezone());
    writeClock(xml);
    for (var script : scripts) {
      element(xml, "script", script.toString(), "stage", "filesystem-populated", "type", "url");
    }
  }

  private void writeNetwork(XMLStreamWriter xml) throws XMLStreamException {
    switch (target.network()) {
      case AdminInterface.Dhcp(var nic) -> element(xml, "admin-interface", "", "name", nic, "proto", "dhcp");
      case AdminInterface.Static(var nic, var address, var netmask, var gateway, var nameServers) -> {
        xml.writeStartElement("admin-interface");
        attributes(xml, "name", nic, "proto", "static");
        element(xml, "ip", address);
        element(xml, "subnet-mask", netmask);
        element(xml, "gateway", gateway);
        xml.writeEndElement();
        each(xml, "name-server", nameServers);
      }
    }
  }

  private void writeClock(XMLStreamWriter xml) throws XMLStreamException {
    element(xml, "time-config-method", "ntp");
    each(xml, "ntp-server", target.ntpServers());
  }

  private static void each(XMLStreamWriter xml, String name, List<String> values) throws XMLStreamException {
    for (var value : values) {
      element(xml, name, value);
    }
  }

  private static void element(XMLStreamWriter xml, String name, String text, String... attributes) throws XMLStreamException {
    xml.writeStartElement(name);
    attributes(xml, attributes);
    xml.writeCharacters(representable(name, text));
    xml.writeEndElement();
  }

  private static void attributes(XMLStreamWriter xml, String... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i], representable(namesAndValues[i], namesAndValues[i + 1]));
    }
  }

  /** XML 1.0 has no way to write control characters; the value is not shown, for it may be the password. */
  private static String representable(String what, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new AssayException.Usage("writing an answer file: the " + what + " holds a control character");
    }
    return value;
  }
}
