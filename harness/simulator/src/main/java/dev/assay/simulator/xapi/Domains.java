package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.guest.GuestOs;
import dev.assay.simulator.guest.MemoryImage;
import dev.assay.simulator.performance.ExhaustedException;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The domains of one host, as its hypervisor has them. */
final class Domains {

  private final HostToolstack host;
  private final SequencedMap<String, Domain> byVm = new LinkedHashMap<>();
  private final List<Domain> orphans = new ArrayList<>();
  private int nextId = 1;
  private long boots;

  Domains(HostToolstack host) {
    this.host = host;
  }

  Optional<Domain> of(Entity vm) {
    return Optional.ofNullable(byVm.get(vm.ref()));
  }

  Domain require(Entity vm) {
    return of(vm).orElseThrow(() -> Refusal.internal("xenopsd: no domain of VM " + vm.uuid()));
  }

  int count() {
    return byVm.size();
  }

  /** Build a domain, without letting its guest run yet. Memory is claimed first, so that two starts never share it. */
  Domain build(Entity vm, Operation costing) {
    mustFit(vm);
    var needed = VmMemory.toStart(vm);
    claim(needed);
    var residence = admit(vm, needed);
    try {
      host.perform(costing);
    } catch (RuntimeException e) {
      residence.leave();
      unclaim(needed);
      throw e;
    }
    var domain = new Domain(host, vm, residence, needed, nextId++);
    byVm.put(vm.ref(), domain);
    return domain;
  }

  /** The toolstack keeps larger settings; the hypervisor of this generation builds no such domain. */
  private void mustFit(Entity vm) {
    if (vm.whole("VCPUs_max") > vm.productLimit(Limit.VCPUS_PER_VM)) {
      throw Refusal.internal("xenopsd: a domain has at most " + vm.productLimit(Limit.VCPUS_PER_VM) + " vCPUs");
    }
    if (Bytes.of(vm.whole("memory_dynamic_max")).compareTo(Bytes.gib(vm.productLimit(Limit.GUEST_MEMORY_GIB))) > 0) {
      throw Refusal.internal("xenopsd: a domain has at most " + vm.productLimit(Limit.GUEST_MEMORY_GIB) + " GiB of memory");
    }
  }

  Operation.StartDomain costs(Entity vm) {
    int disks = (int) vm.targets("VBDs").stream().filter(vbd -> !vbd.flag("empty")).count();
    return new Operation.StartDomain(
        GuestKind.hvm(vm), Math.toIntExact(vm.whole("VCPUs_at_startup")), Bytes.of(vm.whole("memory_dynamic_max")), disks, vm.list("VIFs").size());
  }

  void claim(Bytes needed) {
    var resources = host.doors().resources();
    if (!resources.claimMemory(needed)) {
      throw Refusal.of("HOST_NOT_ENOUGH_FREE_MEMORY", needed.count(), resources.freeMemory().count());
    }
    noteFreeMemory();
  }

  void unclaim(Bytes amount) {
    if (host.isUp()) {
      host.doors().resources().releaseMemory(amount);
      noteFreeMemory();
    }
  }

  HostResources.Residence admit(Entity vm, Bytes claimed) {
    try {
      return host.doors().resources().admit(costs(vm));
    } catch (ExhaustedException e) {
      unclaim(claimed);
      throw Refusal.internal("xenopsd: no more " + e.resource());
    }
  }

  private void noteFreeMemory() {
    host.record().target("metrics").ifPresent(metrics -> metrics.set("memory_free", host.doors().resources().freeMemory().count()));
  }

  /** Let the guest run from the beginning; two defects build the domain and forget this. */
  void boot(Domain domain) {
    var defects = host.doors().defects();
    boolean hangs = defects.has(Defect.BOOT_HANGS_SOMETIMES) && ++boots % (long) defects.strength(Defect.BOOT_HANGS_SOMETIMES) == 0;
    Processors.started(host.pool(), domain.vm());
    if (!hangs && !defects.has(Defect.HOST_DOES_NOT_RUN_VMS)) {
      domain.guest().boot();
    }
  }

  /** Let the guest go on from its saved memory. */
  void restore(Domain domain, MemoryImage memory) {
    domain.guest().restored(memory);
  }

  /** Tear the domain down and give back what it held. */
  void destroy(Domain domain) {
    byVm.remove(domain.vm().ref(), domain);
    domain.drop();
    unclaim(domain.claimed());
  }

  /** Hand a running domain over to another host; its memory there was claimed and it was admitted before. */
  void handOver(Domain domain, HostToolstack destination, HostResources.Residence residence) {
    var source = domain.residence();
    byVm.remove(domain.vm().ref());
    if (host.doors().defects().has(Defect.VM_STARTED_TWICE)) {
      orphans.add(domain);
    } else {
      source.leave();
      unclaim(domain.claimed());
    }
    destination.running().take(domain, residence);
  }

  private void take(Domain domain, HostResources.Residence residence) {
    domain.movedTo(host, residence, nextId++);
    byVm.put(domain.vm().ref(), domain);
  }

  int newId() {
    return nextId++;
  }

  void guestEnded(Domain domain, GuestOs.Ending reason) {
    if (!domain.isGone()) {
      GuestEndings.handle(this, host, domain, reason);
    }
  }

  /** All memory is gone, and with it every guest; the records are put right at the next start. */
  void powerLost() {
    byVm.values().forEach(Domain::drop);
    byVm.clear();
    orphans.clear();
    nextId = 1;
  }

  List<Domain> all() {
    return List.copyOf(byVm.values());
  }

  /** List the domains as {@code xl list} does. */
  List<String> listing() {
    var lines = new ArrayList<String>();
    var dom0 = host.record().target("control_domain");
    lines.add(line("Domain-0", 0, dom0.map(vm -> vm.whole("memory_target")).orElse(0L), 4, "r-----"));
    byVm.values().forEach(domain -> lines.add(line(domain)));
    orphans.forEach(domain -> lines.add(line(domain)));
    return lines;
  }

  private static String line(Domain domain) {
    var vm = domain.vm();
    return line(vm.uuid(), domain.id(), vm.whole("memory_target"), vm.whole("VCPUs_at_startup"), domain.isPaused() ? "--p---" : "-b----");
  }

  private static String line(String name, int id, long memory, long vcpus, String state) {
    return "%-40s %5d %5d %5d     %s %8.1f".formatted(name, id, (long) Bytes.of(memory).inMib(), vcpus, state, 0.0);
  }
}
