package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An operation on a guest, as scripts name it, with what the product must allow before it is tried. */
public enum Word {
  START("start"),
  STOP("clean_shutdown"),
  REBOOT("clean_reboot"),
  SUSPEND("suspend"),
  RESUME("resume"),
  MIGRATE("pool_migrate"),
  MIGRATE_LIVE("pool_migrate"),
  ADD_DISK(),
  REMOVE_DISK(),
  ADD_CARD(),
  REMOVE_CARD(),
  RAISE_MEMORY("changing_dynamic_range"),
  RESET_MEMORY("changing_dynamic_range"),
  RAISE_VCPUS("changing_VCPUs", "changing_VCPUs_live"),
  RESET_VCPUS("changing_VCPUs", "changing_VCPUs_live"),

  PAUSE("pause"),
  UNPAUSE("unpause"),
  POWER_OFF("hard_shutdown"),
  SNAPSHOT("snapshot"),
  CHECKPOINT("checkpoint"),
  REVERT("snapshot"),
  CLONE("clone"),
  COPY("copy"),
  EXPORT("export"),
  SCAN(),

  WRITE();

  /** The 14 kinds of the reference procedure; suspending and resuming count as one. */
  public static final List<Word> LIFECYCLE = List.of(
      START, STOP, REBOOT, SUSPEND, RESUME, MIGRATE, MIGRATE_LIVE, ADD_DISK, REMOVE_DISK, ADD_CARD, REMOVE_CARD, RAISE_MEMORY,
      RESET_MEMORY, RAISE_VCPUS, RESET_VCPUS);

  /** What pool stress does besides: states kept and brought back, copies, and the storage looked through. */
  public static final List<Word> STORAGE = List.of(SNAPSHOT, CHECKPOINT, REVERT, CLONE, COPY, EXPORT, SCAN, PAUSE, UNPAUSE, POWER_OFF);

  /** The operations of the reference soak. */
  public static final List<Word> SOAK = List.of(
      START, STOP, REBOOT, SUSPEND, RESUME, SNAPSHOT, CHECKPOINT, REVERT, CLONE, COPY, MIGRATE, MIGRATE_LIVE, ADD_CARD, REMOVE_CARD);

  private final List<String> allowedBy;

  Word(String... allowedBy) {
    this.allowedBy = List.of(allowedBy);
  }

  /** List the product's names of operations one of which must be allowed; none when it is always allowed. */
  List<String> allowedBy() {
    return allowedBy;
  }

  /** Tell whether it goes to a host that must be named. */
  boolean hasDestination() {
    return this == MIGRATE || this == MIGRATE_LIVE;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Word of(String text) {
    return Arrays.stream(values()).filter(word -> word.text().equals(text)).findFirst().orElseThrow(() -> new AssayException.Usage(
        "reading a script: there is no operation '" + text + "'; there are " + Arrays.stream(values()).map(Word::text).collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return text();
  }
}
