package dev.assay.simulator;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A named defect that a simulated build can carry, to prove that suites find it. Each is one wrong turn in the
 * simulated product, never in the lab.
 */
public enum Defect {
  VM_STARTED_TWICE("a VM can end up running on two hosts after a live migration"),
  MIGRATION_LOSES_WRITE("live migration loses the last write to a disk"),
  REVERT_KEEPS_NEW_DATA("reverting to a snapshot keeps data written after it"),
  EVACUATE_LEAVES_VM("host.evacuate says done and leaves a VM behind"),
  DOM0_MEMORY_LEAK("each VM start leaks dom0 memory"),
  SR_SCAN_FORGETS_VDI("SR.scan forgets a VDI"),
  TASK_NEVER_ENDS("a clone's task stays pending for ever"),
  HOST_DOES_NOT_RUN_VMS("VMs started on a host report Running and never boot"),
  METRIC_STANDS_STILL("the CPU metrics of a host stop moving"),
  REFUSED_TRANSITION_ALLOWED("a halted VM can be suspended"),
  CHECKPOINT_LOSES_MEMORY("reverting to a checkpoint boots the VM afresh instead of resuming it"),
  HOTPLUG_DISK_INVISIBLE("a hot-plugged disk says attached and is not seen by the guest"),
  EXPORT_TRUNCATED("an export misses the end of its last disk"),
  WRONG_PASSWORD_ACCEPTED("any password logs in as root"),
  CLONE_SHARES_DISK("a clone writes to its origin's disk");

  private final String description;

  Defect(String description) {
    this.description = description;
  }

  public String description() {
    return description;
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
