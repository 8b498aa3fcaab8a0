package dev.assay.xapi.client;

import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiParameter;
import dev.assay.xapi.table.ApiTable;
import java.util.List;

/** Finds mistakes of the caller before anything is sent. */
record CallCheck(ApiTable table) {

  static final String ASYNC = "Async.";

  /**
   * Find the message of a call and check its arguments, given without the session.
   *
   * @throws IllegalArgumentException when there is no such message, or it takes other arguments
   */
  ApiMessage check(String method, List<Object> arguments) {
    boolean async = method.startsWith(ASYNC);
    var name = async ? method.substring(ASYNC.length()) : method;
    var message = table.message(name).orElseThrow(() -> new IllegalArgumentException("calling " + method + ": XenAPI has no such message"));
    if (async && message.implicit()) {
      throw new IllegalArgumentException("calling " + method + ": only messages that do something have an Async form");
    }
    if (!message.takes(arguments.size())) {
      throw new IllegalArgumentException("calling " + method + " with " + arguments.size() + " arguments: it takes " + signature(message));
    }
    for (int i = 0; i < arguments.size(); i++) {
      var parameter = message.arguments().get(i);
      if (!parameter.type().accepts(arguments.get(i))) {
        throw new IllegalArgumentException("calling " + method + ": " + parameter.name() + " is " + parameter.type() + ", not '"
            + arguments.get(i) + "'");
      }
    }
    return message;
  }

  private static String signature(ApiMessage message) {
    return String.join(", ", message.arguments().stream().map(CallCheck::name).toList());
  }

  private static String name(ApiParameter parameter) {
    return parameter.required() ? parameter.name() : "[" + parameter.name() + "]";
  }
}
