package dev.assay.core.defect;

import static dev.assay.core.defect.Tier.BOOTSTORM;
import static dev.assay.core.defect.Tier.BVT;
import static dev.assay.core.defect.Tier.DENSITY;
import static dev.assay.core.defect.Tier.MIGRATION;
import static dev.assay.core.defect.Tier.NIGHTLY;
import static dev.assay.core.defect.Tier.PERF;
import static dev.assay.core.defect.Tier.POOL_STRESS;
import static dev.assay.core.defect.Tier.SCALE;
import static dev.assay.core.defect.Tier.SOAK;
import static dev.assay.core.defect.Tier.STRESS;
import static dev.assay.core.defect.Tier.UPGRADE;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A named defect that a simulated build can carry, to prove that suites find it. Each is one wrong turn in the
 * simulated product, never in the lab; {@code docs/defects.md} has a line for each.
 */
public enum Defect {
  VM_STARTED_TWICE("a VM can end up running on two hosts after a live migration", BVT, NIGHTLY),
  MIGRATION_LOSES_WRITE("live migration loses the last write to a disk", BVT, NIGHTLY),
  REVERT_KEEPS_NEW_DATA("reverting to a snapshot keeps data written after it", BVT, NIGHTLY),
  EVACUATE_LEAVES_VM("host.evacuate says done and leaves a VM behind", BVT, NIGHTLY),
  DOM0_MEMORY_LEAK("each VM start leaks dom0 memory", Magnitude.mebibytes(4), BVT, SOAK),
  SR_SCAN_FORGETS_VDI("SR.scan forgets a VDI", BVT, NIGHTLY),
  TASK_NEVER_ENDS("a clone's task stays pending for ever", BVT, NIGHTLY),
  HOST_DOES_NOT_RUN_VMS("VMs started on a host report Running and never boot", BVT, NIGHTLY),
  METRIC_STANDS_STILL("the CPU metrics of a host stop moving", BVT, NIGHTLY),
  REFUSED_TRANSITION_ALLOWED("a halted VM can be suspended", BVT, NIGHTLY),
  CHECKPOINT_LOSES_MEMORY("reverting to a checkpoint boots the VM afresh instead of resuming it", BVT, NIGHTLY),
  HOTPLUG_DISK_INVISIBLE("a hot-plugged disk says attached and is not seen by the guest", BVT, NIGHTLY),
  EXPORT_TRUNCATED("an export misses the end of its last disk", BVT, NIGHTLY),
  WRONG_PASSWORD_ACCEPTED("any password logs in as root", BVT, NIGHTLY),
  CLONE_SHARES_DISK("a clone writes to its origin's disk", BVT, NIGHTLY),
  SLOWER_BOOT("guests take longer to boot", Magnitude.percent(4, 1000), PERF, BOOTSTORM),
  QUADRATIC_START(
      "a VM's start costs more with the square of the VMs that run: so much more at 100 of them",
      Magnitude.percent(200, 100_000), BOOTSTORM, DENSITY, SCALE),
  SLOWER_MIGRATION("live migration takes longer", Magnitude.percent(25, 1000), PERF, MIGRATION),
  LOWER_DISK_THROUGHPUT("guests and copies get so much less from the disks", Magnitude.percent(15, 90), PERF),
  LOWER_NETWORK_THROUGHPUT("guests get so much less from the network", Magnitude.percent(15, 90), PERF),
  VIF_UNPLUG_LEAK("each VIF unplug leaks dom0 memory", Magnitude.mebibytes(2), STRESS, SOAK),
  SLAB_GROWTH("each VM start leaves memory of dom0's kernel that is never reclaimed", Magnitude.mebibytes(1), SOAK, STRESS),
  XENSTORED_LEAK("each VM start leaves nodes in xenstored, as many as so many VMs have", Magnitude.count(2, 1000), SOAK, STRESS),
  SCAN_HOLDS_WORKERS("SR.scan holds every worker of the toolstack, and for so long", Magnitude.seconds(20), POOL_STRESS, STRESS),
  BUSY_IDLE_GUESTS("each idle VM costs dom0 so much of a vCPU", Magnitude.percent(3, 100), PERF, DENSITY),
  UNFAIR_STARTS("the control stack loses the share of dom0's vCPUs that control groups kept for it", BOOTSTORM),
  COLD_READ_CACHE("the read cache never has what is asked for", BOOTSTORM, PERF),
  TOOLSTACK_MEMORY_LEAK("each XAPI call leaks memory of the toolstack", Magnitude.mebibytes(0.05), SOAK),
  HOST_SHUTDOWN_HANGS("a host that had so many disks plugged at once never ends its shutdown", Magnitude.count(256, 100_000), SCALE),
  SESSION_LEAK("a session that logs out stays", SOAK, STRESS),
  EVENT_LOST("event.from misses some changes of VMs", POOL_STRESS, STRESS),
  WRONG_ALLOWED_OPERATIONS("a halted VM lists suspend among its allowed operations", NIGHTLY),
  STORAGE_MIGRATION_ORPHANS_SNAPSHOT("moving a disk to another SR leaves its snapshots without their origin", MIGRATION),
  UPGRADE_LOSES_SETTING("an upgrade gives every halted VM one vCPU", UPGRADE),
  IMPORT_LOSES_INTERFACES("a VM that another version exported comes in without its network interfaces", MIGRATION),
  VLAN_LEAK("destroying a VLAN leaves its interface behind", SCALE, DENSITY),
  BALLOONING_WRONG("changing the memory of a running VM says done and changes nothing", NIGHTLY, STRESS),
  COALESCE_NEVER_HAPPENS("the space of a deleted snapshot is never given back", SOAK, STRESS),
  HOST_STAYS_DISABLED("a rebooted host stays disabled", POOL_STRESS, UPGRADE, NIGHTLY),
  BOOT_HANGS_SOMETIMES("of so many guests' boots on a host one hangs", Magnitude.count(50, 100_000), STRESS, BOOTSTORM, SOAK),
  LOG_NOT_ROTATED("dom0's logs are never rotated", NIGHTLY),
  HA_RESTARTS_NOTHING("high availability notices a dead host and starts none of its protected VMs again", NIGHTLY),
  HOTFIX_NOT_APPLIED("a hotfix says that it was applied to a host and changes nothing there", NIGHTLY),
  RBAC_HOLE("a user who may only read can shut VMs down", NIGHTLY);

  private static final Set<Defect> ONLY_SLOW = EnumSet.of(SLOWER_BOOT, QUADRATIC_START, SLOWER_MIGRATION, LOWER_DISK_THROUGHPUT,
      LOWER_NETWORK_THROUGHPUT, BUSY_IDLE_GUESTS, UNFAIR_STARTS, COLD_READ_CACHE);

  private final String description;
  private final Optional<Magnitude> magnitude;
  private final List<Tier> tiers;

  Defect(String description, Tier... tiers) {
    this.description = description;
    this.magnitude = Optional.empty();
    this.tiers = List.of(tiers);
  }

  Defect(String description, Magnitude magnitude, Tier... tiers) {
    this.description = description;
    this.magnitude = Optional.of(magnitude);
    this.tiers = List.of(tiers);
  }

  public String description() {
    return description;
  }

  /** Return how strong it can be; empty for a defect that is there or not. */
  public Optional<Magnitude> magnitude() {
    return magnitude;
  }

  /** Tell whether it only slows things down or makes them dearer: then no case fails, and what is measured shows it. */
  public boolean onlySlows() {
    return ONLY_SLOW.contains(this);
  }

  /** Return the tiers of suites in whose reach it lies. */
  public List<Tier> tiers() {
    return tiers;
  }

  /** Return the defects in the reach of a tier. */
  public static List<Defect> inReachOf(Tier tier) {
    return Arrays.stream(values()).filter(defect -> defect.tiers.contains(tier)).toList();
  }

  /** Return the name as people type it: {@code vm-started-twice}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Find a defect by its label. */
  public static Defect named(String label) {
    return Arrays.stream(values())
        .filter(defect -> defect.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssayException.Usage("choosing a defect: there is none named '" + label + "'; there are "
            + Arrays.stream(values()).map(Defect::label).collect(Collectors.joining(", "))));
  }
}
