package dev.assay.xapi.table;

import java.util.List;

/**
 * A message that a class understands, such as {@code VM.start}.
 *
 * @param parameters in their order on the wire, the session first where one is needed
 * @param errors codes it is known to refuse with; any call may also refuse with those of sessions and parameters
 * @param roles who may call it; empty when it asks no session
 * @param implicit whether it follows from the fields (getter, setter, record, constructor) and so has no Async form
 */
public record ApiMessage(
    String className,
    String name,
    ApiType result,
    List<ApiParameter> parameters,
    List<String> errors,
    List<String> roles,
    boolean implicit,
    Lifecycle lifecycle) {

  public ApiMessage {
    parameters = List.copyOf(parameters);
    errors = List.copyOf(errors);
    roles = List.copyOf(roles);
  }

  /** Give the name on the wire, {@code VM.start}. */
  public String fullName() {
    return className + "." + name;
  }

  public boolean takesSession() {
    return !parameters.isEmpty() && parameters.getFirst().name().equals("session_id");
  }

  /** Give the parameters without the session. */
  public List<ApiParameter> arguments() {
    return takesSession() ? parameters.subList(1, parameters.size()) : parameters;
  }

  public int argumentsRequired() {
    int required = 0;
    for (var argument : arguments()) {
      required += argument.required() ? 1 : 0;
    }
    return required;
  }

  /** Say whether this many arguments, the session not counted, make a call of it. */
  public boolean takes(int argumentCount) {
    return argumentCount >= argumentsRequired() && argumentCount <= arguments().size();
  }
}
