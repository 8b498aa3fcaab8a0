package dev.assay.simulator.xapi;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Switching hosts off and on again through the API, and restarting the toolstack. */
final class HostPowerMessages {

  /** The product answers first and acts after this. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration RESTARTING = Duration.ofSeconds(1);

  private HostPowerMessages() {}

  static void register(Messages messages) {
    messages
        .work("host.reboot", call -> goDown(call, "reboot", host -> host.doors().reboot()))
        .work("host.shutdown", call -> goDown(call, "shutdown", host -> host.doors().shutdown()))
        .quick("host.restart_agent", HostPowerMessages::restartAgent)
        .quick("host.destroy", HostPowerMessages::destroy)
        .quick("host.declare_dead", HostPowerMessages::declareDead);
  }

  private static Object goDown(Call call, String operation, Consumer<HostToolstack> action) {
    var record = call.object(0, "host");
    Locks.occupy(call, record, operation);
    mustHaveNoGuests(record);
    Placement.offline(call.pool(), record).ifPresent(refusal -> {
      throw refusal;
    });
    var host = call.pool().hostOf(record);
    if (!host.isMaster()) {
      markDead(record);
    }
    host.doors().time().schedule(GRACE, () -> {
      if (host.isUp()) {
        action.accept(host);
      }
    });
    return Handler.VOID;
  }

  /** The master takes a slave that it sends down for dead at once, and does not wait for its silence. */
  private static void markDead(Entity record) {
    record.target("metrics").ifPresent(metrics -> metrics.set("live", false));
  }

  /** Restart the toolstack once the answer is given; VMs go on. */
  private static Object restartAgent(Call call) {
    var doors = HostMessages.toolstack(call).doors();
    doors.time().schedule(RESTARTING, doors::restartToolstack);
    return Handler.VOID;
  }

  /** Refuse what is done to a host only while it is disabled and runs no guest. */
  static void mustRest(Entity host) {
    if (host.flag("enabled")) {
      throw Refusal.of("HOST_NOT_DISABLED");
    }
    mustHaveNoGuests(host);
  }

  private static void mustHaveNoGuests(Entity host) {
    guests(host).findFirst().ifPresent(vm -> {
      throw Refusal.of("HOST_IN_USE", host.ref(), "vm", vm.ref());
    });
  }

  private static Stream<Entity> guests(Entity host) {
    return host.targets("resident_VMs").stream().filter(vm -> !vm.flag("is_control_domain"));
  }

  private static void mustBeGone(Call call, Entity record) {
    if (call.pool().hostOf(record).isUp()) {
      throw Refusal.of("HOST_IS_LIVE", record.ref());
    }
    if (call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_IS_ENABLED");
    }
  }

  private static Object destroy(Call call) {
    var record = call.object(0, "host");
    var host = call.pool().hostOf(record);
    mustBeGone(call, record);
    if (guests(record).findAny().isPresent()) {
      throw Refusal.of("HOST_HAS_RESIDENT_VMS", record.ref());
    }
    call.pool().remove(host);
    HostDeparture.deleteRecords(call.pool(), record);
    return Handler.VOID;
  }

  /** Take an administrator's word that a host is off: what it ran is halted. */
  private static Object declareDead(Call call) {
    var record = call.object(0, "host");
    mustBeGone(call, record);
    guests(record).toList().forEach(vm -> VmStates.withoutDomain(call.pool(), vm, "Halted"));
    markDead(record);
    return Handler.VOID;
  }
}
