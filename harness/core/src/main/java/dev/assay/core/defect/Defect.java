package dev.assay.core.defect;

import static dev.assay.core.defect.Tier.BVT;
import static dev.assay.core.defect.Tier.NIGHTLY;
import static dev.assay.core.defect.Tier.PERF;
import static dev.assay.core.defect.Tier.SOAK;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
  SLOWER_BOOT("guests take longer to boot", Magnitude.percent(4, 1000), PERF);

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
