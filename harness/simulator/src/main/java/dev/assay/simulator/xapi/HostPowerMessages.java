package dev.assay.simulator.xapi;

import java.time.Duration;
import java.util.function.Consumer;

/** Switching hosts off and on again through the API, and restarting the toolstack. */
final class HostPowerMessages {

  /** The product answers first and acts after this. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private HostPowerMessages() {}

  static void register(Messages messages) {
    messages
        .work("host.reboot", call -> goDown(call, "reboot", host -> host.doors().reboot()))
        .work("host.shutdown", call -> goDown(call, "shutdown", host -> host.doors().shutdown()))
        .quick("host.destroy", HostPowerMessages::destroy)
        .quick("host.declare_dead", HostPowerMessages::declareDead);
  }

  private static Object goDown(Call call, String operation, Consumer<HostToolstack> action) {
    var record = call.object(0, "host");
    Locks.occupy(call, record, operation);
    boolean guests = record.targets("resident_VMs").stream().anyMatch(vm -> !vm.flag("is_control_domain"));
    if (guests) {
      throw Refusal.of("HOST_IN_USE", record.ref(), "VM", record.targets("resident_VMs").getLast().ref());
    }
    Placement.offline(call.pool(), record).ifPresent(refusal -> {
      throw refusal;
    });
    var host = call.pool().hostOf(record);
    host.doors().time().schedule(GRACE, () -> {
      if (host.isUp()) {
        action.accept(host);
      }
    });
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var record = call.object(0, "host");
    var host = call.pool().hostOf(record);
    if (host.isMaster()) {
      throw Refusal.of("HOST_IS_LIVE", record.ref());
    }
    if (host.isUp()) {
      throw Refusal.of("HOST_IS_LIVE", record.ref());
    }
    declareDead(call);
    call.pool().remove(host);
    HostDeparture.deleteRecords(call.pool(), record);
    return Handler.VOID;
  }

  /** Take an administrator's word that a host is off: what it ran is halted. */
  private static Object declareDead(Call call) {
    var record = call.object(0, "host");
    record.targets("resident_VMs").stream()
        .filter(vm -> !vm.flag("is_control_domain"))
        .forEach(vm -> VmStates.withoutDomain(call.pool(), vm, "Halted"));
    record.target("metrics").ifPresent(metrics -> metrics.set("live", false));
    return Handler.VOID;
  }
}
