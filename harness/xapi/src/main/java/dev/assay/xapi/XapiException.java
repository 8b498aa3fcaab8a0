package dev.assay.xapi;

import dev.assay.core.AssayException;
import java.util.List;

/** The server refused a call: its error code, and the parameters in the server's order. */
public final class XapiException extends AssayException.Product {

  private final String code;
  private final List<String> parameters;

  public XapiException(String code, List<String> parameters) {
    super(code + (parameters.isEmpty() ? "" : " " + parameters));
    this.code = code;
    this.parameters = List.copyOf(parameters);
  }

  public static XapiException of(String code, String... parameters) {
    return new XapiException(code, List.of(parameters));
  }

  public String code() {
    return code;
  }

  public List<String> parameters() {
    return parameters;
  }
}
