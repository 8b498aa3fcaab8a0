package dev.assay.xapi.client;

import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A server that answers each method as the test says, logs anybody in, and keeps every call. */
final class TestingTransport implements Transport {

  record Call(String method, List<Object> parameters) {}

  final List<Call> calls = new ArrayList<>();
  private final Map<String, Function<List<Object>, Object>> answers = new LinkedHashMap<>();
  private int sessions;

  TestingTransport() {
    answering("session.login_with_password", _ -> "OpaqueRef:session-" + ++sessions);
    answering("session.logout", _ -> "");
  }

  TestingTransport answering(String method, Function<List<Object>, Object> answer) {
    answers.put(method, answer);
    return this;
  }

  /** Answer with these in turn, the last one again and again; an exception is thrown. */
  TestingTransport answering(String method, Object first, Object... more) {
    var queue = new ArrayList<>(List.of(more));
    queue.addFirst(first);
    return answering(method, _ -> {
      var next = queue.size() == 1 ? queue.getFirst() : queue.removeFirst();
      if (next instanceof RuntimeException e) {
        throw e;
      }
      return next;
    });
  }

  @Override
  public Object call(String method, List<Object> parameters) {
    calls.add(new Call(method, parameters));
    var answer = answers.get(method);
    if (answer == null) {
      throw XapiException.of("MESSAGE_METHOD_UNKNOWN", method);
    }
    return answer.apply(parameters);
  }

  List<String> methods() {
    return calls.stream().map(Call::method).toList();
  }
}
