package dev.assay.simulator.performance;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.time.Duration;
import java.util.List;

/**
 * What the boot of a kind of guest asks of its host.
 *
 * @param steps how many rounds of processor time and I/O the boot is made of
 * @param processor processor time of the whole boot, on one vCPU
 * @param operations reads and writes of the whole boot
 * @param read what they read
 * @param written what they write
 * @param agentAtStep the step after which the guest agent reports; the login prompt comes at the end
 */
public record GuestProfile(
    String name, boolean hvm, int steps, Duration processor, int operations, Bytes read, Bytes written, int agentAtStep) {

  /** calibration: a Windows 7 boot, about 70,000 I/Os, 500-600 MB read and 20-30 MB written, 2-3 min alone. */
  public static final GuestProfile WINDOWS_7 =
      new GuestProfile("windows-7", true, 40, Duration.ofSeconds(60), 70_000, Bytes.mib(550), Bytes.mib(25), 36);

  /** calibration: a Debian guest boots in 1.5 s on an idle host, with a full distribution about ten. */
  public static final GuestProfile DEBIAN =
      new GuestProfile("debian", false, 8, Duration.ofSeconds(5), 3_000, Bytes.mib(90), Bytes.mib(4), 6);

  /** A kernel with a memory file system and nothing else: for density runs. */
  public static final GuestProfile TINY =
      new GuestProfile("tiny", false, 3, Duration.ofMillis(1500), 200, Bytes.mib(6), Bytes.ZERO, 2);

  public static List<GuestProfile> all() {
    return List.of(WINDOWS_7, DEBIAN, TINY);
  }

  /** Find a profile by name. */
  public static GuestProfile named(String name) {
    return all().stream()
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new AssayException.Usage("choosing a guest profile: there is none named '" + name + "'; there are "
            + String.join(", ", all().stream().map(GuestProfile::name).toList())));
  }
}
