package dev.assay.simulator.machine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the XML of the vendor's "answer file reference"; all that is wrong is said at once. */
final class AnswerFileParser {

  private static final List<String> KNOWN = List.of(
      "primary-disk", "existing-installation", "guest-disk", "bootloader", "keymap", "root-password", "source", "driver-source", "script",
      "admin-interface", "name-server", "nameserver", "hostname", "timezone", "time-config-method", "ntp-server", "ntp-servers");
  private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");

  private final Element root;
  private final List<String> problems = new ArrayList<>();

  private AnswerFileParser(Element root) {
    this.root = root;
  }

  static AnswerFile parse(byte[] bytes) {
    var parser = new AnswerFileParser(document(bytes));
    var answers = parser.read();
    if (!parser.problems.isEmpty()) {
      throw new InstallerStopped("answer file: " + String.join("; ", parser.problems));
    }
    return answers;
  }

  private static Element document(byte[] bytes) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    } catch (SAXParseException e) {
      throw new InstallerStopped("answer file: line " + e.getLineNumber() + ": not well-formed XML (" + e.getMessage() + ")");
    } catch (SAXException | IOException e) {
      throw new InstallerStopped("answer file: not XML (" + e.getMessage() + ")");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private AnswerFile read() {
    if (root.getTagName().equals("restore")) {
      return new AnswerFile(
          AnswerFile.Mode.RESTORE, required("backup-disk"), Optional.empty(), "", Optional.empty(), Optional.empty(), "Etc/UTC", List.of(), List.of());
    }
    if (!root.getTagName().equals("installation")) {
      throw new InstallerStopped("answer file: the root element is <" + root.getTagName() + ">, neither <installation> nor <restore>");
    }
    children(root).stream()
        .filter(child -> !KNOWN.contains(child.getTagName()))
        .forEach(child -> problems.add("<" + child.getTagName() + "> is not known"));
    var mode = mode();
    boolean fresh = mode == AnswerFile.Mode.FRESH;
    return new AnswerFile(
        mode,
        required(fresh ? "primary-disk" : "existing-installation"),
        fresh ? Optional.of(rootPassword()) : Optional.empty(),
        source(),
        hostname(),
        fresh ? address() : Optional.empty(),
        timezone(),
        texts("ntp-server"),
        scripts());
  }

  private AnswerFile.Mode mode() {
    return switch (root.getAttribute("mode")) {
      case "", "fresh" -> AnswerFile.Mode.FRESH;
      case "upgrade" -> AnswerFile.Mode.UPGRADE;
      case String other -> {
        problems.add("<installation mode=\"" + other + "\"> is not a mode; there are fresh and upgrade");
        yield AnswerFile.Mode.FRESH;
      }
    };
  }

  private String rootPassword() {
    var element = one("root-password");
    element.ifPresent(e -> {
      if (!List.of("", "plaintext").contains(e.getAttribute("type"))) {
        problems.add("<root-password type=\"" + e.getAttribute("type") + "\"> is not supported here; use plaintext");
      }
    });
    return required("root-password");
  }

  private String source() {
    one("source").ifPresent(e -> {
      if (!e.getAttribute("type").equals("url")) {
        problems.add("<source type=\"" + e.getAttribute("type") + "\">: this machine has no such source; use url");
      }
    });
    return required("source");
  }

  private Optional<String> hostname() {
    var name = one("hostname").map(AnswerFileParser::text);
    name.filter(text -> !HOSTNAME.matcher(text).matches()).ifPresent(text -> problems.add("<hostname> '" + text + "' is not a host name"));
    return name;
  }

  private Optional<String> address() {
    var element = one("admin-interface");
    if (element.isEmpty()) {
      problems.add("<admin-interface> is missing");
      return Optional.empty();
    }
    if (!element.get().getAttribute("name").matches("eth\\d+")) {
      problems.add("<admin-interface> needs name=\"ethN\"");
    }
    return switch (element.get().getAttribute("proto")) {
      case "dhcp" -> Optional.empty();
      case "static" -> Optional.of(staticAddress(element.get()));
      case String other -> {
        problems.add("<admin-interface proto=\"" + other + "\"> is neither dhcp nor static");
        yield Optional.empty();
      }
    };
  }

  private String staticAddress(Element element) {
    checked(element, "subnet-mask", "subnet");
    checked(element, "gateway", "gateway");
    return checked(element, "ip", "ipaddr");
  }

  private String checked(Element element, String name, String alternative) {
    var found = children(element).stream()
        .filter(child -> child.getTagName().equals(name) || child.getTagName().equals(alternative))
        .findFirst()
        .map(AnswerFileParser::text)
        .orElse("");
    if (!IPV4.matcher(found).matches()) {
      problems.add("<admin-interface> needs <" + name + "> with an IPv4 address, not '" + found + "'");
    }
    return found;
  }

  private String timezone() {
    var zone = one("timezone").map(AnswerFileParser::text).orElse("Etc/UTC");
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      problems.add("<timezone> '" + zone + "' is not in the time zone database");
    }
    return zone;
  }

  private List<String> scripts() {
    var scripts = new ArrayList<String>();
    for (var element : named("script")) {
      if (element.getAttribute("stage").equals("filesystem-populated") && element.getAttribute("type").equals("url")) {
        scripts.add(text(element));
      } else {
        problems.add("<script stage=\"" + element.getAttribute("stage") + "\" type=\"" + element.getAttribute("type")
            + "\">: only filesystem-populated scripts from a url can be run here");
      }
    }
    return scripts;
  }

  private String required(String name) {
    var text = one(name).map(AnswerFileParser::text).orElse("");
    if (text.isEmpty()) {
      problems.add("<" + name + "> is missing or empty");
    }
    return text;
  }

  private List<String> texts(String name) {
    return named(name).stream().map(AnswerFileParser::text).toList();
  }

  private Optional<Element> one(String name) {
    var all = named(name);
    if (all.size() > 1) {
      problems.add("<" + name + "> stands " + all.size() + " times");
    }
    return all.stream().findFirst();
  }

  private List<Element> named(String name) {
    return children(root).stream().filter(child -> child.getTagName().equals(name)).toList();
  }

  private static List<Element> children(Element parent) {
    var children = new ArrayList<Element>();
    for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  private static String text(Element element) {
    return element.getTextContent().strip();
  }

  /** Without it the parser prints on this process's error output. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
