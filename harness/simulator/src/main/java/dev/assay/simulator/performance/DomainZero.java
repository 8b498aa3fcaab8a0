package dev.assay.simulator.performance;

import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;

/** What dom0 has of things that run out instead of queueing, and how much of each its domains hold. */
final class DomainZero {

  private final ReleaseFacts facts;
  private final double memoryMib;
  private double leakedMib;
  private double slabMib;
  private double leftInXenstore;
  private long mostMinors;
  private double usedMib = Parameters.DOM0_MEMORY_OF_SYSTEM_MIB;
  private double lowUsedMib = Parameters.LOW_MEMORY_OF_DOM0_MIB;
  private long eventChannels = Parameters.EVENT_CHANNELS_OF_DOM0;
  private long minors;
  private long aioEvents;
  private long xenstoreDescriptors;
  private long consoleDescriptors;
  private int domains;

  DomainZero(ReleaseFacts facts, double memoryMib) {
    this.facts = facts;
    this.memoryMib = memoryMib;
  }

  int domains() {
    return domains;
  }

  double memoryMib() {
    return memoryMib;
  }

  double freeMib() {
    return Math.max(0, memoryMib - usedMib - leakedMib - slabMib);
  }

  /** Return how many times longer control work takes while dom0 reclaims memory for it; 1 when it has enough. */
  double pressure() {
    double missing = Math.max(0, Parameters.PRESSURE_BELOW - Math.min(freeMib() / memoryMib, lowShare()));
    return 1 + (Parameters.PRESSURE_MOST - 1) * missing / Parameters.PRESSURE_BELOW;
  }

  private double lowShare() {
    return facts.limit(Limit.DOM0_BITS) == 32 ? freeLowMib() / Parameters.LOW_MEMORY_MIB : 1;
  }

  /** Return the low memory left; the whole of the free memory where dom0 has 64 bits. */
  double freeLowMib() {
    return facts.limit(Limit.DOM0_BITS) == 32 ? Math.max(0, Parameters.LOW_MEMORY_MIB - lowUsedMib) : freeMib();
  }

  void leak(double mib) {
    leakedMib += mib;
  }

  /** Keep memory in the kernel that it will not give back. */
  void growSlab(double mib) {
    slabMib += mib;
    lowUsedMib += mib;
  }

  double slabMib() {
    return slabMib;
  }

  /** Leave nodes in xenstored for good, as many as so many domains have. */
  void leaveInXenstore(double domainsWorth) {
    leftInXenstore += domainsWorth;
  }

  /** Return how many domains' worth of nodes xenstored watches. */
  double inXenstore() {
    return domains + leftInXenstore;
  }

  /** Return how many disks were plugged at most at one time. */
  long mostDisks() {
    return mostMinors;
  }

  /** Take what a domain holds. */
  void enter(Operation.StartDomain domain) {
    require(domain, "event channels", eventChannels, channels(domain), facts.limit(Limit.EVENT_CHANNELS));
    require(domain, "tap device minors", minors, domain.vbds(), facts.limit(Limit.BLKTAP_MINORS));
    require(domain, "aio events", aioEvents, aio(domain), facts.limit(Limit.AIO_EVENTS));
    require(domain, "xenstored descriptors", xenstoreDescriptors, xenstore(domain), Parameters.DESCRIPTORS);
    require(domain, "consoled descriptors", consoleDescriptors, console(domain), Parameters.DESCRIPTORS);
    requireMemory(domain);
    count(domain, 1);
  }

  /** Give it back. */
  void leave(Operation.StartDomain domain) {
    count(domain, -1);
  }

  private void count(Operation.StartDomain domain, int sign) {
    domains += sign;
    eventChannels += sign * channels(domain);
    minors += (long) sign * domain.vbds();
    mostMinors = Math.max(mostMinors, minors);
    aioEvents += sign * aio(domain);
    xenstoreDescriptors += sign * xenstore(domain);
    consoleDescriptors += sign * console(domain);
    usedMib += sign * memory(domain);
    lowUsedMib += sign * Parameters.LOW_MEMORY_PER_DOMAIN_MIB;
  }

  private void require(Operation.StartDomain domain, String what, long used, long wanted, long limit) {
    if (used + wanted > limit) {
      throw new ExhaustedException(what, "starting " + describe(domain), used + " of " + limit + " used by " + domains + " domains, " + wanted + " more wanted");
    }
  }

  private void requireMemory(Operation.StartDomain domain) {
    if (facts.limit(Limit.DOM0_BITS) == 32 && lowUsedMib + Parameters.LOW_MEMORY_PER_DOMAIN_MIB > Parameters.LOW_MEMORY_MIB) {
      throw new ExhaustedException("dom0 low memory", "starting " + describe(domain), "all " + Parameters.LOW_MEMORY_MIB + " MiB used by " + domains + " domains");
    }
    if (memory(domain) > freeMib()) {
      throw new ExhaustedException("dom0 memory", "starting " + describe(domain), "%.0f of %.0f MiB left with %d domains".formatted(freeMib(), memoryMib, domains));
    }
  }

  private static String describe(Operation.StartDomain domain) {
    return (domain.hvm() ? "an HVM domain" : "a PV domain") + " with " + domain.vbds() + " disks";
  }

  /** calibration: one per VBD, VIF and xenstore; a PV console one; an HVM guest one per vCPU, two on 6.2. */
  private long channels(Operation.StartDomain domain) {
    long own = domain.hvm() ? facts.limit(Limit.EVENT_CHANNELS_PER_HVM_VCPU) * domain.vcpus() : 1;
    return domain.vbds() + domain.vifs() + 1 + own;
  }

  private static long aio(Operation.StartDomain domain) {
    return (long) Parameters.AIO_EVENTS_PER_VBD * domain.vbds();
  }

  private long xenstore(Operation.StartDomain domain) {
    return domain.hvm() ? facts.limit(Limit.XENSTORED_DESCRIPTORS_PER_HVM) : 0;
  }

  private long console(Operation.StartDomain domain) {
    return domain.hvm() ? 0 : facts.limit(Limit.CONSOLED_DESCRIPTORS_PER_PV);
  }

  private static double memory(Operation.StartDomain domain) {
    return Parameters.DOM0_MEMORY_PER_DOMAIN_MIB + (domain.hvm() ? Parameters.DOM0_MEMORY_PER_QEMU_MIB : 0);
  }
}
