package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Power states of VMs: start, shutdown, reboot, pause, suspend and their opposites. */
final class VmPowerMessages {

  /** How long a guest may take for what it was asked to do; source: the product's own limit. */
  static final Duration GUEST_LIMIT = Duration.ofMinutes(20);

  private VmPowerMessages() {}

  static void register(Messages messages) {
    messages
        .work("VM.start", Notes.afterOnHost(VmPowerMessages::start, "VM_STARTED", "started"))
        .work("VM.start_on", Notes.afterOnHost(VmPowerMessages::startOn, "VM_STARTED", "started"))
        .work("VM.clean_shutdown", Notes.after(VmPowerMessages::cleanShutdown, "VM_SHUTDOWN", "shutdown"))
        .work("VM.hard_shutdown", Notes.after(VmPowerMessages::hardShutdown, "VM_SHUTDOWN", "shutdown forcibly"))
        .work("VM.shutdown", Notes.after(VmPowerMessages::shutdown, "VM_SHUTDOWN", "shutdown"))
        .work("VM.clean_reboot", Notes.after(VmPowerMessages::cleanReboot, "VM_REBOOTED", "rebooted cleanly"))
        .work("VM.hard_reboot", Notes.after(VmPowerMessages::hardReboot, "VM_REBOOTED", "rebooted forcibly"))
        .work("VM.pause", VmPowerMessages::pause)
        .work("VM.unpause", VmPowerMessages::unpause)
        .work("VM.suspend", Notes.after(VmPowerMessages::suspend, "VM_SUSPENDED", "suspended"))
        .work("VM.resume", Notes.afterOnHost(VmPowerMessages::resume, "VM_RESUMED", "resumed"))
        .work("VM.resume_on", Notes.afterOnHost(VmPowerMessages::resumeOn, "VM_RESUMED", "resumed"))
        .work("VM.power_state_reset", VmPowerMessages::reset);
  }

  private static Object start(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "start");
    return startThere(call, vm, Placement.choose(call.pool(), vm), call.flag(1), call.flag(2));
  }

  private static Object startOn(Call call) {
    var vm = call.object(0, "VM");
    var host = call.object(1, "host");
    Locks.occupy(call, vm, "start_on");
    return startThere(call, vm, Placement.demand(call.pool(), vm, host), call.flag(2), call.flag(3));
  }

  private static Object startThere(Call call, Entity vm, HostToolstack host, boolean paused, boolean force) {
    return DiskReservation.holding(vm.targets("VBDs"), () -> startWithDisks(call, vm, host, paused, force));
  }

  private static Object startWithDisks(Call call, Entity vm, HostToolstack host, boolean paused, boolean force) {
    if (!force) {
      HighAvailability.mustKeepPlan(call.pool(), vm);
    }
    Locks.occupy(call, host.record(), "vm_start");
    expected(vm, host, () -> bringUp(call, vm, host, paused));
    return afterDelay(call, vm, "start_delay");
  }

  private static Object bringUp(Call call, Entity vm, HostToolstack host, boolean paused) {
    HighAvailability.wanted(vm, true);
    vm.set("last_booted_record", vm.uuid());
    // What the agent last said is true no more, and may be what a clone has of its original; while a VM is halted it stands.
    GuestMetrics.forget(vm, call.pool().database());
    var domain = building(call, () -> host.running().build(vm, host.running().costs(vm)));
    VmStates.running(host, domain, paused);
    host.running().boot(domain);
    if (paused) {
      domain.pause();
    }
    return Handler.VOID;
  }

  /** The hypervisor's daemon ends the building of a domain when it is told to, and takes back what it did. */
  private static Domain building(Call call, Supplier<Domain> work) {
    call.ongoing().cancellable();
    var domain = work.get();
    call.ongoing().pastCancelling();
    return domain;
  }

  private static Object cleanShutdown(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "clean_shutdown");
    var domain = domainOf(call, vm);
    HighAvailability.wanted(vm, false);
    call.ongoing().cancellable();
    domain.guest().shutdownRequested();
    awaitGuest(call, domain, domain::isGone, "VM_SHUTDOWN_TIMEOUT");
    return afterDelay(call, vm, "shutdown_delay");
  }

  /** Who starts or stops a VM waits as long after it as the VM says. */
  private static Object afterDelay(Call call, Entity vm, String field) {
    if (vm.whole(field) > 0) {
      call.time().sleep(Duration.ofSeconds(vm.whole(field)));
    }
    return Handler.VOID;
  }

  private static Object cleanReboot(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "clean_reboot");
    var domain = domainOf(call, vm);
    int reboots = domain.reboots();
    call.ongoing().cancellable();
    domain.guest().rebootRequested();
    awaitGuest(call, domain, () -> domain.isGone() || domain.reboots() > reboots, "VM_SHUTDOWN_TIMEOUT");
    return Handler.VOID;
  }

  private static void awaitGuest(Call call, Domain domain, BooleanSupplier done, String timeout) {
    if (!domain.changed().await(done, GUEST_LIMIT)) {
      throw Refusal.of(timeout, domain.vm().ref(), GUEST_LIMIT.toSeconds() + ".");
    }
    call.ongoing().pastCancelling();
  }

  private static Object shutdown(Call call) {
    var vm = call.object(0, "VM");
    boolean canBeAsked = Locks.refusal(vm, "clean_shutdown").filter(refusal -> !refusal.code().equals("OTHER_OPERATION_IN_PROGRESS")).isEmpty();
    Locks.occupy(call, vm, "shutdown");
    HighAvailability.wanted(vm, false);
    if (vm.text("power_state").equals("Suspended")) {
      return discard(call, vm);
    }
    var domain = domainOf(call, vm);
    if (canBeAsked) {
      domain.guest().shutdownRequested();
      long limit = vm.whole("shutdown_delay");
      domain.changed().await(domain::isGone, limit > 0 ? Duration.ofSeconds(limit) : GUEST_LIMIT);
    }
    if (!domain.isGone()) {
      GuestEndings.halt(domain.host().running(), domain.host(), domain);
    }
    return afterDelay(call, vm, "shutdown_delay");
  }

  private static Object discard(Call call, Entity vm) {
    SuspendImages.discard(call.pool(), vm);
    VmStates.detachDevices(vm);
    vm.set("power_state", "Halted");
    return Handler.VOID;
  }

  private static Object hardShutdown(Call call) {
    var vm = call.object(0, "VM");
    Locks.check(vm, "hard_shutdown");
    preempt(call, vm);
    Locks.occupy(call, vm, "hard_shutdown");
    HighAvailability.wanted(vm, false);
    if (vm.text("power_state").equals("Suspended")) {
      return discard(call, vm);
    }
    var domain = domainOf(call, vm);
    GuestEndings.halt(domain.host().running(), domain.host(), domain);
    return afterDelay(call, vm, "shutdown_delay");
  }

  private static Object hardReboot(Call call) {
    var vm = call.object(0, "VM");
    Locks.check(vm, "hard_reboot");
    preempt(call, vm);
    Locks.occupy(call, vm, "hard_reboot");
    var domain = domainOf(call, vm);
    if (domain.isPaused()) {
      domain.unpause();
    }
    domain.guest().killed();
    GuestEndings.reboot(domain.host().running(), domain.host(), domain);
    vm.set("power_state", "Running");
    return Handler.VOID;
  }

  /** End what runs on the VM: a hard shutdown or reboot waits for nobody. */
  private static void preempt(Call call, Entity vm) {
    call.host().underway().stream()
        .filter(work -> work.occupied().contains(vm))
        .toList()
        .forEach(Work::cancel);
    while (!vm.map("current_operations").isEmpty() && Locks.refusal(vm, "destroy").filter(r -> r.code().equals("OTHER_OPERATION_IN_PROGRESS")).isPresent()) {
      call.time().sleep(Duration.ofMillis(10));
    }
    Locks.check(vm, "hard_shutdown");
  }

  private static Object pause(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "pause");
    var domain = domainOf(call, vm);
    domain.host().perform(new Operation.ControlCall());
    domain.pause();
    vm.set("power_state", "Paused");
    return Handler.VOID;
  }

  private static Object unpause(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "unpause");
    var domain = domainOf(call, vm);
    domain.host().perform(new Operation.ControlCall());
    domain.unpause();
    vm.set("power_state", "Running");
    return Handler.VOID;
  }

  private static Object suspend(Call call) {
    var vm = call.object(0, "VM");
    if (call.has(Defect.REFUSED_TRANSITION_ALLOWED) && vm.text("power_state").equals("Halted")) {
      vm.set("power_state", "Suspended");
      return Handler.VOID;
    }
    Locks.occupy(call, vm, "suspend");
    var domain = domainOf(call, vm);
    var host = domain.host();
    var image = SuspendImages.create(call, host, vm);
    call.ongoing().cancellable();
    try {
      host.performOn(image.target("SR").orElseThrow(), new Operation.SuspendDomain(Bytes.of(vm.whole("memory_target"))));
      mustBeThere(domain);
    } catch (RuntimeException e) {
      SuspendImages.delete(call.pool(), image);
      throw e;
    }
    call.ongoing().pastCancelling();
    call.pool().keepMemory(image, domain.guest().memory());
    vm.set("suspend_VDI", image.ref());
    VmStates.suspended(host, domain);
    return Handler.VOID;
  }

  private static Object resume(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "resume");
    return resumeThere(call, vm, Placement.choose(call.pool(), vm), call.flag(1));
  }

  private static Object resumeOn(Call call) {
    var vm = call.object(0, "VM");
    var host = call.object(1, "host");
    Locks.occupy(call, vm, "resume_on");
    return resumeThere(call, vm, Placement.demand(call.pool(), vm, host), call.flag(2));
  }

  private static Object resumeThere(Call call, Entity vm, HostToolstack host, boolean paused) {
    return DiskReservation.holding(vm.targets("VBDs"), () -> resumeWithDisks(call, vm, host, paused));
  }

  private static Object resumeWithDisks(Call call, Entity vm, HostToolstack host, boolean paused) {
    Locks.occupy(call, host.record(), "vm_resume");
    return expected(vm, host, () -> goOnThere(call, vm, host, paused));
  }

  /** While a VM comes to a host, its record says so. */
  static Object expected(Entity vm, HostToolstack host, Supplier<Object> coming) {
    vm.set("scheduled_to_be_resident_on", host.record().ref());
    try {
      return coming.get();
    } finally {
      vm.set("scheduled_to_be_resident_on", Refs.NULL);
    }
  }

  private static Object goOnThere(Call call, Entity vm, HostToolstack host, boolean paused) {
    var memory = call.pool().memory(vm.text("suspend_VDI"));
    var domain = building(call, () -> host.running().build(vm, new Operation.ResumeDomain(Bytes.of(vm.whole("memory_dynamic_max")))));
    VmStates.running(host, domain, paused);
    memory.ifPresentOrElse(image -> host.running().restore(domain, image), () -> host.running().boot(domain));
    SuspendImages.discard(call.pool(), vm);
    if (paused) {
      domain.pause();
    }
    GuestMetrics.renew(domain);
    return Handler.VOID;
  }

  /** Say that a VM is halted although its host may be gone; what it has of a domain here is destroyed. */
  private static Object reset(Call call) {
    var vm = call.object(0, "VM");
    Locks.occupy(call, vm, "power_state_reset");
    call.pool().residence(vm).flatMap(host -> host.running().of(vm)).ifPresentOrElse(
        domain -> VmStates.halted(domain.host(), domain),
        () -> VmStates.withoutDomain(call.pool(), vm, "Halted"));
    return Handler.VOID;
  }

  static Domain domainOf(Call call, Entity vm) {
    var host = call.pool().residence(vm).orElseThrow(() -> Refusal.internal("VM " + vm.uuid() + " has no host"));
    // A host that is off, or back but still without its master, has no domain of what its records say runs there.
    return host.running().of(vm).orElseThrow(() -> Refusal.of("CANNOT_CONTACT_HOST", host.record().ref()));
  }

  static void mustBeThere(Domain domain) {
    if (domain.isGone()) {
      throw Refusal.badPowerState(domain.vm(), "running");
    }
  }
}
