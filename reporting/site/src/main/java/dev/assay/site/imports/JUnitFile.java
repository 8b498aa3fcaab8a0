package dev.assay.site.imports;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.Outcome.Blame;
import dev.assay.core.Verdict;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads JUnit XML as Surefire, pytest and this program write it. A {@code failure} is the product's; an {@code error} is
 * INCONCLUSIVE, for nobody has said whose it is; earlier tries come from Surefire's {@code flaky} and {@code rerun} elements.
 */
public final class JUnitFile {

  private static final int MOST_TEXT = 20_000;

  private final String name;
  private final XMLStreamReader reader;
  private final LinkedHashMap<CaseId, Foreign.Case> cases = new LinkedHashMap<>();

  private JUnitFile(String name, XMLStreamReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /**
   * Read a whole file.
   *
   * @throws AssayException.Usage when it is no JUnit XML, saying where
   * @throws AssayException.Nothing when it holds no case
   */
  public static Foreign read(String name, InputStream in, String suite) {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      var file = new JUnitFile(name, factory.createXMLStreamReader(in));
      file.suites(suite);
      if (file.cases.isEmpty()) {
        throw new AssayException.Nothing("importing " + name + ": there is no testcase in it");
      }
      return new Foreign(List.copyOf(file.cases.values()));
    } catch (XMLStreamException e) {
      throw new AssayException.Usage("importing " + name + ": it is no well-formed XML at line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNumber()) + ": "
          + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private void suites(String suite) throws XMLStreamException {
    var began = Optional.<Instant>empty();
    boolean seen = false;
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "testsuites" -> seen = true;
          case "testsuite" -> {
            seen = true;
            began = instant(attribute("timestamp")).or(() -> Optional.empty());
          }
          case "testcase" -> testCase(suite, began);
          default -> {
            if (!seen) {
              throw new AssayException.Usage("importing " + name + ": its first element is <" + reader.getLocalName() + ">, expected <testsuites> or <testsuite>");
            }
          }
        }
      }
    }
  }

  private void testCase(String suite, Optional<Instant> began) throws XMLStreamException {
    var className = attribute("classname");
    var title = attribute("name");
    if (title.isBlank()) {
      throw new AssayException.Usage("importing " + name + ": the testcase at line " + reader.getLocation().getLineNumber() + " has no name");
    }
    // What this program wrote carries its own names; others' are put under the suite.
    var named = clean(suite + "/" + (className.isBlank() ? "" : className + "/") + title);
    var took = seconds(attribute("time"));
    var hosts = new ArrayList<HostId>();
    var area = new StringBuilder(className.isBlank() ? suite : className.substring(className.lastIndexOf('.') + 1));
    var earlier = new ArrayList<Outcome>();
    var last = Outcome.PASSED;
    for (int depth = 1; depth > 0;) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "failure" -> last = outcome(Verdict.FAIL, Blame.PRODUCT);
          case "error" -> last = outcome(Verdict.INCONCLUSIVE, attribute("type").equals("infra") ? Blame.LAB : Blame.HARNESS);
          case "skipped" -> last = outcome(Verdict.SKIPPED, Blame.NOBODY);
          case "flakyFailure", "rerunFailure" -> earlier.add(outcome(Verdict.FAIL, Blame.PRODUCT));
          case "flakyError", "rerunError" -> earlier.add(outcome(Verdict.INCONCLUSIVE, Blame.HARNESS));
          case "property" -> {
            if (attribute("name").equals("host")) {
              hosts.addAll(List.of(attribute("value").strip().split("[\\s,]+")).stream().filter(host -> !host.isEmpty()).map(HostId::of).toList());
            } else if (attribute("name").equals("case")) {
              named = clean(attribute("value"));
            } else if (attribute("name").equals("area")) {
              area.replace(0, area.length(), attribute("value"));
            }
            depth++;
          }
          default -> depth++;
        }
      }
    }
    add(CaseId.of(named), clean(area.toString()), clean(className.isBlank() ? title : className + "#" + title), hosts, began, took, earlier, last);
  }

  private void add(CaseId id, String area, String source, List<HostId> hosts, Optional<Instant> began, Duration took, List<Outcome> earlier, Outcome last) {
    var tries = new ArrayList<Foreign.Try>();
    earlier.forEach(outcome -> tries.add(new Foreign.Try(hosts, began, Duration.ZERO, outcome, List.of())));
    tries.add(new Foreign.Try(hosts, began, took, last, List.of()));
    if (cases.putIfAbsent(id, new Foreign.Case(id, area, source, tries)) != null) {
      throw new AssayException.Usage("importing " + name + ": case " + id + " stands there twice, again at line " + reader.getLocation().getLineNumber() + "; each needs a name of its own");
    }
  }

  /** Read an element that tells of a try, to its end. */
  private Outcome outcome(Verdict verdict, Blame blame) throws XMLStreamException {
    var message = attribute("message");
    var text = new StringBuilder();
    for (int depth = 1; depth > 0;) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (text.length() < MOST_TEXT) {
            text.append(reader.getText());
          }
        }
        default -> { }
      }
    }
    var body = text.toString().strip();
    var whole = message.isBlank() || body.startsWith(message) ? body : body.isEmpty() ? message : message + "\n" + body;
    return new Outcome(verdict, blame, whole.isEmpty() ? verdict == Verdict.SKIPPED ? "" : "no message was given" : whole.substring(0, Math.min(MOST_TEXT, whole.length())), null);
  }

  private String attribute(String attribute) {
    return Optional.ofNullable(reader.getAttributeValue(null, attribute)).orElse("");
  }

  private Duration seconds(String text) {
    try {
      return text.isBlank() ? Duration.ZERO : Duration.ofNanos((long) (Math.max(0, Double.parseDouble(text.replace(",", ""))) * 1e9));
    } catch (NumberFormatException e) {
      throw new AssayException.Usage("importing " + name + ": time '" + text + "' at line " + reader.getLocation().getLineNumber() + " is no number of seconds");
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      try {
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException other) {
        return Optional.empty();
      }
    }
  }

  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
