package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;

/** Calls that the server makes of itself while it does another: with the same caller, under a task of its own, which is a part of its. */
final class Inner {

  private final Messages messages;
  private final Tasks tasks;

  Inner(Messages messages, Tasks tasks) {
    this.messages = messages;
    this.tasks = tasks;
  }

  /** Do what a call of this method does and return its result; refusals come through. */
  Object call(Call outer, String method, Object... arguments) {
    var entry = messages.find(method).orElseThrow(() -> new IllegalStateException("no handler for " + method));
    var call = new Call(outer.host(), method, List.of(arguments), outer.session(), Optional.empty());
    return entry.longRunning() ? tasks.runBeside(call, entry, outer.work().map(Work::task)) : entry.handler().handle(call);
  }
}
