package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;
import java.util.Optional;

/** How much of everything a release says that it supports: the configuration limits that were published with it. */
public final class SupportedLimits {

  /** From here on a thousand VMs of a host were promised, with a control domain that has more memory than it is installed with. */
  private static final ProductVersion THOUSAND_SINCE = ProductVersion.parse("6.5");
  private static final Bytes CONTROL_DOMAIN_FOR_THOUSAND = Bytes.gib(8);

  private final Build build;
  private final ReleaseFacts facts;

  private SupportedLimits(Build build) {
    this.build = build;
    this.facts = Generations.named(build.generation());
  }

  public static SupportedLimits of(Build build) {
    return new SupportedLimits(build);
  }

  public int fullyVirtualisedVms() {
    return limit(Limit.HVM_PER_HOST);
  }

  public int paravirtualisedVms() {
    return limit(Limit.PV_PER_HOST);
  }

  /** Return the virtual disks that a host has plugged at the same time. */
  public int disksOfHost() {
    return limit(Limit.VBDS_PER_HOST);
  }

  public int disksOfVm() {
    return limit(Limit.VBDS_PER_VM);
  }

  public int disksOfRepository() {
    return limit(Limit.VDIS_PER_SR);
  }

  public int cardsOfHost() {
    return limit(Limit.VIFS_PER_HOST);
  }

  public int cardsOfVm() {
    return limit(Limit.VIFS_PER_VM);
  }

  public int vlansOfHost() {
    return limit(Limit.VLANS_PER_HOST);
  }

  /** Return the LUNs of a host that are reached over several paths. */
  public int multipathLuns() {
    return limit(Limit.MULTIPATH_LUNS);
  }

  /** Return the memory that the control domain is given for so many VMs, where that is not what an installation gives it. */
  public Optional<Bytes> controlDomain() {
    return build.version().compareTo(THOUSAND_SINCE) < 0 ? Optional.empty() : Optional.of(CONTROL_DOMAIN_FOR_THOUSAND);
  }

  private int limit(Limit limit) {
    return Math.toIntExact(facts.limit(limit));
  }
}
