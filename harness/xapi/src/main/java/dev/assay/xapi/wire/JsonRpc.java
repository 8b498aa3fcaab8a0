package dev.assay.xapi.wire;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC as XAPI speaks it, in the 2.0 form and the older one without {@code "jsonrpc"}. Infinities and NaN are bare
 * words, which strict JSON does not have.
 */
public final class JsonRpc {

  /** XAPI takes no other, not even one with a character set. */
  public static final String CONTENT_TYPE = "application/json";

  private final Signatures signatures;

  public JsonRpc(ApiTable table) {
    this.signatures = new Signatures(table);
  }

  /** Which form a call came in, and so an answer goes out in. */
  public enum Version {
    /** Without {@code "jsonrpc"}: the answer always has both {@code result} and {@code error}. */
    ONE,
    TWO
  }

  /** A call with what its answer must repeat; that is known even where the parameters turn out to be wrong. */
  public static final class Call {

    private final Supplier<WireCall> typed;
    private final Version version;
    private final Optional<Object> id;

    public Call(WireCall call, Version version, Optional<Object> id) {
      this(() -> call, version, id);
    }

    private Call(Supplier<WireCall> typed, Version version, Optional<Object> id) {
      this.typed = typed;
      this.version = version;
      this.id = id;
    }

    /**
     * Give the method and its parameters as wire values.
     *
     * @throws XapiException {@code FIELD_TYPE_ERROR} when a parameter is of another type than the table states
     */
    public WireCall call() {
      return typed.get();
    }

    public Version version() {
      return version;
    }

    /** Give the string or number that the caller knows the call by, if it said one. */
    public Optional<Object> id() {
      return id;
    }
  }

  /** Write a call in the 2.0 form. */
  public byte[] encodeCall(String method, List<Object> parameters) {
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("jsonrpc", "2.0");
    message.put("method", method);
    message.put("params", parameters);
    message.put("id", 1L);
    return JsonTree.write(message);
  }

  /**
   * Read a call.
   *
   * @throws MalformedMessageException when the bytes are none
   */
  public Call decodeCall(byte[] body) {
    var message = object("a JSON-RPC call", body);
    if (!(message.get("method") instanceof String method)) {
      throw new MalformedMessageException("reading a JSON-RPC call: it names no method");
    }
    var parameters = Optional.ofNullable(message.get("params")).orElse(List.of());
    if (!(parameters instanceof List<?> list)) {
      throw new MalformedMessageException("reading a JSON-RPC call of " + method + ": its params are no array");
    }
    var version = "2.0".equals(message.get("jsonrpc")) ? Version.TWO : Version.ONE;
    var seen = List.<Object>copyOf(list);
    return new Call(() -> new WireCall(method, signatures.typedParameters(method, seen)), version, Optional.ofNullable(message.get("id")));
  }

  /** Write the result of a call in the form that it came in. */
  public byte[] encodeResult(Call call, Object result) {
    var message = new LinkedHashMap<String, @Nullable Object>();
    switch (call.version()) {
      case ONE -> {
        message.put("result", result);
        message.put("error", null);
      }
      case TWO -> {
        message.put("jsonrpc", "2.0");
        message.put("result", result);
      }
    }
    message.put("id", call.id().orElse(null));
    return JsonTree.write(message);
  }

  /** Write a refusal in the form that the call came in. */
  public byte[] encodeError(Call call, XapiException error) {
    var message = new LinkedHashMap<String, @Nullable Object>();
    switch (call.version()) {
      case ONE -> {
        var description = new ArrayList<>(List.of(error.code()));
        description.addAll(error.parameters());
        message.put("result", null);
        message.put("error", description);
      }
      case TWO -> {
        var details = new LinkedHashMap<String, Object>();
        details.put("code", 1L);
        details.put("message", error.code());
        details.put("data", error.parameters());
        message.put("jsonrpc", "2.0");
        message.put("error", details);
      }
    }
    message.put("id", call.id().orElse(null));
    return JsonTree.write(message);
  }

  /**
   * Read an answer to the method, in either form.
   *
   * @throws XapiException when it is a refusal
   * @throws MalformedMessageException when the bytes are no answer, or one of another type
   */
  public Object decodeAnswer(String method, byte[] body) {
    var what = "the JSON-RPC answer to " + method;
    var message = object(what, body);
    var error = message.get("error");
    if (error != null) {
      throw refusal(what, error);
    }
    var result = message.get("result");
    if (result == null) {
      throw new MalformedMessageException("reading " + what + ": it has neither a result nor an error");
    }
    return signatures.typedResult(method, result);
  }

  private static XapiException refusal(String what, Object error) {
    if (error instanceof List<?> description) {
      return Refusals.of(description);
    }
    if (error instanceof Map<?, ?> details && details.get("message") instanceof String code) {
      var data = details.get("data") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.<String>of();
      return new XapiException(code, data);
    }
    throw new MalformedMessageException("reading " + what + ": its error is '" + error + "'");
  }

  private static SequencedMap<String, Object> object(String what, byte[] body) {
    if (JsonTree.read(what, body) instanceof SequencedMap<?, ?> map) {
      var copy = new LinkedHashMap<String, Object>();
      map.forEach((name, value) -> copy.put((String) name, value));
      return copy;
    }
    throw new MalformedMessageException("reading " + what + ": it is no JSON object");
  }
}
