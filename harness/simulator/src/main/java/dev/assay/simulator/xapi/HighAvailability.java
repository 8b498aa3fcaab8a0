package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** High availability: hosts that fail are noticed by their silence, and their protected VMs start elsewhere. */
final class HighAvailability {

  /** A host that is silent for this long is taken for dead; source: the daemon's default time-out. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private final Inner inner;

  private HighAvailability(Inner inner) {
    this.inner = inner;
  }

  static void register(Messages messages, Inner inner) {
    new HighAvailability(inner).register(messages);
  }

  private void register(Messages messages) {
    messages
        .work("pool.enable_ha", this::enable)
        .work("pool.disable_ha", HighAvailability::disable)
        .anywhere("host.emergency_ha_disable", HighAvailability::disarm)
        .quick("pool.set_ha_host_failures_to_tolerate", HighAvailability::tolerate)
        .quick("pool.ha_compute_max_host_failures_to_tolerate", call -> new FailoverPlan(call.pool()).most())
        .quick("pool.ha_compute_hypothetical_max_host_failures_to_tolerate", call -> new FailoverPlan(call.pool()).most())
        .quick("pool.ha_failover_plan_exists", call -> new FailoverPlan(call.pool()).existsFor(call.whole(0)))
        .quick("pool.ha_prevent_restarts_for", call -> {
          call.pool().preventRestartsUntil(call.host().now().plusSeconds(call.whole(0)));
          return Handler.VOID;
        })
        .quick("VM.set_ha_restart_priority", HighAvailability::setPriority)
        .quick("VM.set_ha_always_run", call -> {
          call.object(0, "VM").set("ha_always_run", call.flag(1));
          return Handler.VOID;
        });
  }

  private Object enable(Call call) {
    var pool = call.pool().record();
    Locks.occupy(call, pool, "ha_enable");
    PoolMessages.mustBeOfOneVersion(call.database());
    call.database().all("host").forEach(host -> Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    }));
    var repositories = call.list(0).isEmpty()
        ? call.database().where("SR", sr -> sr.flag("shared") && StorageDrivers.of(sr.text("type")).filter(StorageDrivers::keepsStateFile).isPresent()).toList()
        : call.list(0).stream().map(ref -> call.database().get("SR", (String) ref)).toList();
    repositories.stream().filter(sr -> !sr.flag("shared")).findFirst().ifPresent(sr -> {
      throw Refusal.of("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", sr.ref());
    });
    if (repositories.isEmpty()) {
      throw Refusal.of("CANNOT_CREATE_STATE_FILE");
    }
    call.perform(new Operation.CreateStorage("pool"));
    var statefile = Vdis.create(call.pool(), repositories.getFirst(), "Statefile for HA", Bytes.mib(4), "ha_statefile");
    Vdis.create(call.pool(), repositories.getFirst(), "Metadata for HA", Bytes.mib(256), "redo_log");
    call.database().all("host").forEach(host -> host.set("ha_statefiles", List.of(statefile.ref()))
        .set("ha_network_peers", call.database().all("host").stream().<Object>map(Entity::uuid).toList()));
    pool.set("ha_statefiles", List.of(statefile.ref())).set("ha_configuration", call.map(1)).set("ha_enabled", true);
    if (pool.whole("ha_host_failures_to_tolerate") == 0) {
      pool.set("ha_host_failures_to_tolerate", new FailoverPlan(call.pool()).most());
    }
    call.pool().watchFailures(this::hostFailed);
    call.pool().heartbeats().begin();
    new FailoverPlan(call.pool()).note();
    return Handler.VOID;
  }

  private static Object disable(Call call) {
    Locks.occupy(call, call.pool().record(), "ha_disable");
    switchOff(call.pool());
    return Handler.VOID;
  }

  private static void switchOff(Pool pool) {
    pool.database().where("VDI", vdi -> List.of("ha_statefile", "redo_log").contains(vdi.text("type"))).toList().forEach(vdi -> Vdis.delete(pool, vdi));
    pool.database().all("host").forEach(host -> host.set("ha_statefiles", List.of()).set("ha_network_peers", List.of()));
    pool.record().set("ha_statefiles", List.of()).set("ha_enabled", false).set("ha_plan_exists_for", 0L).set("ha_overcommitted", false);
  }

  /** Take one host out of high availability in an emergency; without it the pool's is off. */
  private static Object disarm(Call call) {
    if (!call.pool().record().flag("ha_enabled")) {
      throw Refusal.of("HA_NOT_ENABLED");
    }
    switchOff(call.pool());
    return Handler.VOID;
  }

  private static Object tolerate(Call call) {
    var pool = call.object(0, "pool");
    if (call.whole(1) < 0) {
      throw Refusal.invalidValue("ha_host_failures_to_tolerate", call.whole(1));
    }
    if (pool.flag("ha_enabled") && !pool.flag("ha_allow_overcommit") && !new FailoverPlan(call.pool()).existsFor(call.whole(1))) {
      throw Refusal.of("HA_NO_PLAN");
    }
    pool.set("ha_host_failures_to_tolerate", call.whole(1));
    new FailoverPlan(call.pool()).note();
    return Handler.VOID;
  }

  private static Object setPriority(Call call) {
    var vm = call.object(0, "VM");
    var priority = call.text(1);
    if (!List.of("restart", "best-effort", "").contains(priority)) {
      throw Refusal.invalidValue("ha_restart_priority", priority);
    }
    if (priority.equals("restart")) {
      VmQueryMessages.mustBeAgile(vm);
    }
    vm.set("ha_restart_priority", priority);
    if (vm.text("power_state").equals("Running")) {
      vm.set("ha_always_run", priority.equals("restart"));
    }
    new FailoverPlan(call.pool()).note();
    return Handler.VOID;
  }

  /** Refuse what would take the memory that protected VMs need when hosts fail. */
  static void mustKeepPlan(Pool pool, Entity vm) {
    var record = pool.record();
    boolean counts = record.flag("ha_enabled") && !record.flag("ha_allow_overcommit") && !record.flag("ha_overcommitted");
    if (counts && vm.text("ha_restart_priority").equals("restart") && !new FailoverPlan(pool).holdsWith(VmMemory.toStart(vm))) {
      throw Refusal.of("HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN");
    }
  }

  /** Refuse to take a host out of service while protected VMs could not do without it. */
  static void mustDoWithout(Pool pool, Entity host) {
    var record = pool.record();
    boolean counts = record.flag("ha_enabled") && !record.flag("ha_allow_overcommit") && host.flag("enabled");
    if (counts && !new FailoverPlan(pool).holdsWithout(host)) {
      throw Refusal.of("HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN");
    }
  }

  /** A VM that was asked to stop is not started again; one that was started is. */
  static void wanted(Entity vm, boolean running) {
    vm.set("ha_always_run", running && vm.text("ha_restart_priority").equals("restart"));
  }

  /** Called when a host went down: wait until its silence counts, then lead on without it. */
  private void hostFailed(HostToolstack failed) {
    failed.doors().time().fork("ha notices " + failed.address(), () -> {
      failed.doors().time().sleep(SILENCE);
      failOver(failed);
      return true;
    });
  }

  private void failOver(HostToolstack failed) {
    var pool = failed.pool();
    if (failed.isUp() || failed.record().deleted || !pool.record().flag("ha_enabled")) {
      return;
    }
    if (pool.master() == failed && !elect(pool)) {
      return;
    }
    var victims = failed.record().targets("resident_VMs").stream().filter(vm -> !vm.flag("is_control_domain")).toList();
    failed.record().target("metrics").ifPresent(metrics -> metrics.set("live", false));
    failed.record().set("enabled", false);
    victims.forEach(vm -> VmStates.withoutDomain(pool, vm, "Halted"));
    pool.master().note("ha.host-failed", Map.of("host", failed.system().host().id().value(), "vms", String.valueOf(victims.size())));
    Notes.leave(pool, "HA_HOST_FAILED", failed.record(), "Server '" + failed.record().text("name_label") + "' has failed");
    awaitRestartsAllowed(pool);
    victims.stream().filter(FailoverPlan::isProtected).sorted(Comparator.comparing(vm -> vm.whole("order"))).forEach(vm -> restart(pool, vm));
    victims.stream().filter(vm -> vm.text("ha_restart_priority").equals("best-effort")).forEach(vm -> restart(pool, vm));
    new FailoverPlan(pool).note();
  }

  /** The first host that is still there leads. */
  private static boolean elect(Pool pool) {
    Optional<HostToolstack> next = pool.members().stream().filter(HostToolstack::isUp).min(Comparator.comparing(host -> host.record().uuid()));
    next.ifPresent(host -> {
      pool.makeMaster(host);
      HostBoot.run(host);
    });
    return next.isPresent();
  }

  private static void awaitRestartsAllowed(Pool pool) {
    var until = pool.restartsPreventedUntil();
    var wait = Duration.between(pool.master().now(), until);
    if (wait.isPositive()) {
      pool.master().doors().time().sleep(wait);
    }
  }

  private void restart(Pool pool, Entity vm) {
    var master = pool.master();
    if (master.doors().defects().has(Defect.HA_RESTARTS_NOTHING)) {
      return;
    }
    try {
      inner.call(new Call(master, "VM.start", List.of(), Optional.empty(), Optional.empty()), "VM.start", vm.ref(), false, true);
    } catch (XapiException | AssayException.Lab e) {
      Notes.leave(pool, "HA_PROTECTED_VM_RESTART_FAILED", vm, "");
    }
  }
}
