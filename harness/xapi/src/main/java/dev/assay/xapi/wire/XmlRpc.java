package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import java.util.List;
import java.util.Map;

/**
 * XML-RPC as XAPI speaks it: numbers and enums as strings, bare strings, void as the empty string, every answer a struct
 * of {@code Status} and {@code Value} or {@code ErrorDescription}.
 */
public final class XmlRpc {

  public static final String CONTENT_TYPE = "text/xml";

  private final Signatures signatures;

  public XmlRpc(ApiTable table) {
    this.signatures = new Signatures(table);
  }

  /** Write a call. */
  public byte[] encodeCall(String method, List<Object> parameters) {
    return XmlWriter.call(method, parameters);
  }

  /**
   * Read a call.
   *
   * @throws MalformedMessageException when the bytes are none
   * @throws XapiException {@code FIELD_TYPE_ERROR} when a parameter is of another type than the table states
   */
  public WireCall decodeCall(byte[] body) {
    var seen = XmlReader.call(body);
    return new WireCall(seen.method(), signatures.typedParameters(seen.method(), seen.parameters()));
  }

  /** Write the result of a call. */
  public byte[] encodeResult(String method, Object result) {
    return XmlWriter.result(method, result);
  }

  /** Write a refusal. */
  public byte[] encodeError(XapiException error) {
    return XmlWriter.error(error);
  }

  /**
   * Read an answer to the method.
   *
   * @throws XapiException when it is a refusal
   * @throws MalformedMessageException when the bytes are no answer, or one of another type
   */
  public Object decodeAnswer(String method, byte[] body) {
    var answer = XmlReader.answer(body);
    if (!(answer instanceof Map<?, ?> map) || !map.containsKey("Status")) {
      return signatures.typedResult(method, answer);
    }
    if ("Failure".equals(map.get("Status")) && map.get("ErrorDescription") instanceof List<?> description) {
      throw Refusals.of(description);
    }
    if (!"Success".equals(map.get("Status")) || map.get("Value") == null) {
      throw new MalformedMessageException("reading the XML-RPC answer to " + method + ": neither a success nor a failure: " + map);
    }
    return signatures.typedResult(method, map.get("Value"));
  }

  /** Read what a task holds as its result, {@code <value>...</value>} or nothing, as a value of the type. */
  public Object decodeTaskResult(ApiType type, String text) {
    return text.isBlank() ? "" : signatures.typed("a task's result", type, XmlReader.value(text));
  }

  /** Write what a task holds as its result. */
  public static String encodeTaskResult(Object value) {
    return "".equals(value) ? "" : XmlWriter.value(value);
  }
}
