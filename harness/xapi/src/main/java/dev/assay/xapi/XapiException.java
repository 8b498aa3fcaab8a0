package dev.assay.xapi;

import dev.assay.core.AssayException;
import java.util.List;

/** The server refused a call: its error code, and the parameters in the server's order. */
public final class XapiException extends AssayException.Product {

  private final String code;
  private final List<String> parameters;

  public XapiException(String code, List<String> parameters) {
    this(code, parameters, true);
  }

  private XapiException(String code, List<String> parameters, boolean traced) {
    super(code, traced);
    this.code = code;
    this.parameters = List.copyOf(parameters);
  }

  public static XapiException of(String code, String... parameters) {
    return new XapiException(code, List.of(parameters));
  }

  /** Make one as an answer rather than a failure: it has no stack trace. */
  public static XapiException untraced(String code, List<String> parameters) {
    return new XapiException(code, parameters, false);
  }

  /** Return the same refusal with the stack trace of here, if it has none. */
  public XapiException traced() {
    return getStackTrace().length > 0 ? this : new XapiException(code, parameters);
  }

  /** Put together when it is asked for: most refusals are only counted. */
  @Override
  public String getMessage() {
    return parameters.isEmpty() ? code : code + " " + parameters;
  }

  public String code() {
    return code;
  }

  public List<String> parameters() {
    return parameters;
  }
}
