package dev.assay.simulator.xapi;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Wire values as XML-RPC writes them inside {@code <value>}: what a task's result and an archive's description hold. */
final class XmlValue {

  private XmlValue() {}

  static String inner(Object value) {
    return switch (value) {
      case String text -> escape(text);
      case Long number -> number.toString();
      case Double number -> "<double>" + number + "</double>";
      case Boolean flag -> "<boolean>" + (flag ? 1 : 0) + "</boolean>";
      case Instant instant -> "<dateTime.iso8601>" + WireTime.format(instant) + "</dateTime.iso8601>";
      case List<?> list -> array(list);
      case Map<?, ?> map -> struct(map);
      default -> throw new IllegalStateException("not a wire value: " + value.getClass());
    };
  }

  private static String array(List<?> list) {
    var xml = new StringBuilder("<array><data>");
    list.forEach(element -> xml.append("<value>").append(inner(element)).append("</value>"));
    return xml.append("</data></array>").toString();
  }

  private static String struct(Map<?, ?> map) {
    var xml = new StringBuilder("<struct>");
    map.forEach((name, value) -> xml.append("<member><name>")
        .append(escape(String.valueOf(name)))
        .append("</name><value>")
        .append(inner(value))
        .append("</value></member>"));
    return xml.append("</struct>").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
