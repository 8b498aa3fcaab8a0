package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps clashing operations apart: who finds the object busy waits and looks again every 1 to 20 seconds, for two hours,
 * as the product does; any other refusal comes at once.
 */
final class Locks {

  static final Duration PATIENCE = Duration.ofHours(2);

  private static final Map<String, Rules> RULES = Map.of(
      "VM", new VmRules(),
      "VBD", new VbdRules(),
      "VIF", new VifRules(),
      "VDI", new VdiRules(),
      "SR", new SrRules(),
      "host", new HostRules(),
      "pool", new PoolRules(),
      "VM_appliance", new ApplianceRules());

  private Locks() {}

  static Optional<Rules> rulesOf(String type) {
    return Optional.ofNullable(RULES.get(type));
  }

  /** Return why the object's state refuses the operation. */
  static Optional<XapiException> refusal(Entity object, String operation) {
    return RULES.get(object.type()).refusal(object, operation);
  }

  /** Occupy the object with an operation until the call's work ends; waits while another one is in the way. */
  static void occupy(Call call, Entity object, String operation) {
    var deadline = call.host().now().plus(PATIENCE);
    for (var refusal = refusal(object, operation); refusal.isPresent(); refusal = refusal(object, operation)) {
      if (object.deleted) {
        throw Refusal.handleInvalid(object.type(), object.ref());
      }
      waitOrRefuse(call, refusal.get(), deadline);
    }
    var work = call.ongoing();
    object.putInto("current_operations", work.task().ref(), operation);
    work.occupied().add(object);
  }

  /** Refuse the operation if the object's state does, without occupying it. */
  static void check(Entity object, String operation) {
    refusal(object, operation).ifPresent(refusal -> {
      throw refusal;
    });
  }

  private static void waitOrRefuse(Call call, XapiException refusal, Instant deadline) {
    if (!refusal.code().equals("OTHER_OPERATION_IN_PROGRESS") || call.host().now().isAfter(deadline)) {
      throw refusal;
    }
    boolean before = call.ongoing().isCancellable();
    call.ongoing().cancellable();
    call.time().sleep(Duration.ofMillis((long) (1000 + 19_000 * call.pool().chance().nextDouble())));
    if (!before) {
      call.ongoing().pastCancelling();
    }
  }

  /** Let go of all that the work occupied. */
  static void release(Work work) {
    for (var object : List.copyOf(work.occupied())) {
      release(work, object);
    }
  }

  static void release(Work work, Entity object) {
    object.removeFrom("current_operations", work.task().ref());
    work.occupied().remove(object);
  }
}
