package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes XML-RPC without white space between elements, as some clients of XAPI demand. */
final class XmlWriter {

  private static final String PROLOGUE = "<?xml version=\"1.0\"?>";

  private final StringBuilder out = new StringBuilder(512);

  static byte[] call(String method, List<Object> parameters) {
    var writer = new XmlWriter();
    writer.out.append(PROLOGUE).append("<methodCall><methodName>");
    writer.text(method);
    writer.out.append("</methodName><params>");
    parameters.forEach(writer::parameter);
    writer.out.append("</params></methodCall>");
    return writer.bytes();
  }

  static byte[] result(String method, Object result) {
    // As real servers do: the list of methods comes bare, without a status around it.
    if (method.equals("system.listMethods")) {
      return answer(result);
    }
    var status = new LinkedHashMap<String, Object>();
    status.put("Status", "Success");
    status.put("Value", method.equals("event.from") ? withRealCounts(result) : result);
    return answer(status);
  }

  static byte[] error(XapiException error) {
    var description = new ArrayList<Object>(List.of(error.code()));
    description.addAll(error.parameters());
    var status = new LinkedHashMap<String, Object>();
    status.put("Status", "Failure");
    status.put("ErrorDescription", description);
    return answer(status);
  }

  static String value(Object value) {
    var writer = new XmlWriter();
    writer.element(value);
    return writer.out.toString();
  }

  private static byte[] answer(Object value) {
    var writer = new XmlWriter();
    writer.out.append(PROLOGUE).append("<methodResponse><params>");
    writer.parameter(value);
    writer.out.append("</params></methodResponse>");
    return writer.bytes();
  }

  /** The only integers that XAPI writes as integers are the counts of references in a batch of events. */
  private static Object withRealCounts(Object batch) {
    if (!(batch instanceof Map<?, ?> map) || !(map.get("valid_ref_counts") instanceof Map<?, ?> counts)) {
      return batch;
    }
    var real = new LinkedHashMap<Object, Object>();
    counts.forEach((name, count) -> real.put(name, new RealInteger((Long) count)));
    var copy = new LinkedHashMap<Object, Object>(map);
    copy.put("valid_ref_counts", real);
    return copy;
  }

  private record RealInteger(long value) {}

  private void parameter(Object value) {
    out.append("<param>");
    element(value);
    out.append("</param>");
  }

  private void element(Object value) {
    out.append("<value>");
    switch (value) {
      case String string -> text(string);
      case Long number -> out.append(number.longValue());
      case RealInteger number -> out.append("<i4>").append(number.value()).append("</i4>");
      case Double number -> out.append("<double>").append(RealNumbers.write(number)).append("</double>");
      case Boolean flag -> out.append("<boolean>").append(flag ? '1' : '0').append("</boolean>");
      case Instant instant -> out.append("<dateTime.iso8601>").append(WireDate.write(instant)).append("</dateTime.iso8601>");
      case List<?> list -> array(list);
      case Map<?, ?> map -> struct(map);
      default -> throw new IllegalArgumentException("a " + value.getClass().getName() + " is no wire value");
    }
    out.append("</value>");
  }

  private void array(List<?> list) {
    out.append("<array><data>");
    list.forEach(this::element);
    out.append("</data></array>");
  }

  private void struct(Map<?, ?> map) {
    out.append("<struct>");
    map.forEach((name, value) -> {
      out.append("<member><name>");
      text((String) name);
      out.append("</name>");
      element(value);
      out.append("</member>");
    });
    out.append("</struct>");
  }

  /** Escape markup; characters that XML 1.0 cannot carry at all become U+FFFD, as every other writer of it does. */
  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\r' -> out.append("&#13;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' || c >= '\uFFFE' ? '\uFFFD' : c);
      }
    }
  }

  private byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
