package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.List;
import java.util.Locale;

/**
 * The API's refusals, with their parameters in the order that servers give them. Most are never thrown but only say that an
 * operation is not allowed, so they look where they come from when they reach a caller, not before.
 */
final class Refusal {

  private Refusal() {}

  static XapiException of(String code, Object... parameters) {
    var words = new String[parameters.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = parameters[i].toString();
    }
    return XapiException.untraced(code, List.of(words));
  }

  static XapiException handleInvalid(String type, String ref) {
    return of("HANDLE_INVALID", type, ref);
  }

  static XapiException unknownMethod(String method) {
    return of("MESSAGE_METHOD_UNKNOWN", method);
  }

  static XapiException badPowerState(Entity vm, String expected) {
    return of("VM_BAD_POWER_STATE", vm.ref(), expected, vm.text("power_state").toLowerCase(Locale.ROOT));
  }

  static XapiException otherOperation(Entity object, String operation, String task) {
    return of("OTHER_OPERATION_IN_PROGRESS", object.type(), object.ref(), operation, task);
  }

  static XapiException notAllowed(String reason) {
    return of("OPERATION_NOT_ALLOWED", reason);
  }

  static XapiException internal(String what) {
    return of("INTERNAL_ERROR", what);
  }

  static XapiException invalidValue(String field, Object value) {
    return of("INVALID_VALUE", field, value);
  }

  static XapiException cancelled(String task) {
    return of("TASK_CANCELLED", task);
  }
}
