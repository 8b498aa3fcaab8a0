package dev.assay.inventory.health;

import dev.assay.core.AssayException;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.inventory.health.Finding.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Looks at one host: power answers, SSH answers, the version is what the record says, memory and disks report no errors, the
 * clock is right, and nothing of the last lease is left.
 *
 * @param expectedVersion what was last installed; blank when nobody knows
 * @param now the time that the host's clock should tell; nothing where the lab's time is not that of its hosts' clocks
 */
public record HealthCheck(Doors doors, String expectedVersion, Optional<Supplier<Instant>> now, Occasion occasion) {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
  private static final Pattern VERSION = Pattern.compile("PRODUCT_VERSION='([^']*)'");
  private static final String MEMORY_ERRORS = "/sys/devices/system/edac/mc/mc0/ue_count";

  /** Ask all; a host that is off or does not answer is asked no further. */
  public List<Finding> run() {
    var findings = new ArrayList<Finding>();
    findings.add(power());
    if (findings.getFirst().answer() == Answer.BAD) {
      return List.copyOf(findings);
    }
    if (findings.getFirst().detail().equals("off")) {
      findings.add(Finding.unknown("ssh", "the host is off"));
      return List.copyOf(findings);
    }
    try (var shell = doors.shell()) {
      shell.run(LIMIT, List.of("true"));
      findings.add(Finding.good("ssh", "answers"));
      findings.add(ask("version", () -> version(shell)));
      findings.add(ask("memory", () -> memory(shell)));
      findings.add(ask("disk", () -> disk(shell)));
      findings.add(ask("clock", () -> clock(shell)));
      findings.add(ask("leftovers", () -> leftovers(shell)));
    } catch (DamagedHostException e) {
      findings.add(Finding.bad("ssh", String.valueOf(e.getMessage())));
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      findings.add(silent(String.valueOf(e.getMessage())));
    }
    return List.copyOf(findings);
  }

  /** Whoever works on a host may have it down, and a host of which nobody knows what is installed owes nobody an answer. */
  private Finding silent(String seen) {
    return switch (occasion) {
      case LEASED -> Finding.unknown("ssh", seen + " (somebody works there)");
      case BEFORE_INSTALLATION -> expectedVersion.isBlank() ? Finding.unknown("ssh", seen + " (and no record of what is installed)") : Finding.bad("ssh", seen);
      case HALF_INSTALLED -> Finding.unknown("ssh", seen + " (its installation was cut short; whoever leases it next installs it anew)");
      case IDLE -> Finding.bad("ssh", seen);
    };
  }

  private Finding power() {
    try {
      return Finding.good("power", doors.power().state() == Power.State.ON ? "on" : "off");
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      return Finding.bad("power", String.valueOf(e.getMessage()));
    }
  }

  private static Finding ask(String probe, Supplier<Finding> question) {
    try {
      return question.get();
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      return Finding.unknown(probe, String.valueOf(e.getMessage()));
    }
  }

  private Finding version(Shell shell) {
    var found = VERSION.matcher(new String(shell.read("/etc/xensource-inventory"), StandardCharsets.UTF_8));
    if (!found.find()) {
      return Finding.unknown("version", "/etc/xensource-inventory names none");
    }
    return expectedVersion.isBlank() ? Finding.unknown("version", found.group(1) + ", and no record to compare")
        : found.group(1).equals(expectedVersion) ? Finding.good("version", found.group(1))
        : Finding.bad("version", found.group(1) + " where the record says " + expectedVersion);
  }

  private static Finding memory(Shell shell) {
    var counted = shell.run(LIMIT, List.of("cat", MEMORY_ERRORS));
    if (!counted.succeeded()) {
      return Finding.unknown("memory", "the kernel counts no memory errors here");
    }
    return counted.output().strip().equals("0") ? Finding.good("memory", "no uncorrectable error") : Finding.bad("memory", counted.output().strip() + " uncorrectable errors");
  }

  private static Finding disk(Shell shell) {
    var errors = shell.run(LIMIT, List.of("grep", "-c", "-i", "I/O error", "/var/log/kern.log"));
    return switch (errors.status()) {
      case 0 -> Finding.bad("disk", errors.output().strip() + " I/O errors in /var/log/kern.log");
      case 1 -> Finding.good("disk", "no I/O error in /var/log/kern.log");
      default -> Finding.unknown("disk", "/var/log/kern.log cannot be read");
    };
  }

  private Finding clock(Shell shell) {
    if (now.isEmpty()) {
      return Finding.unknown("clock", "the lab's hosts live faster than the wall clock");
    }
    var told = shell.run(LIMIT, List.of("date", "+%s"));
    if (!told.succeeded() || !told.output().strip().matches("\\d{1,12}")) {
      return Finding.unknown("clock", "the host does not tell the time");
    }
    var off = Duration.between(now.get().get(), Instant.ofEpochSecond(Long.parseLong(told.output().strip())));
    return off.abs().compareTo(CLOCK_TOLERANCE) <= 0 ? Finding.good("clock", "right within " + CLOCK_TOLERANCE.toSeconds() + " s") : Finding.bad("clock", off.toSeconds() + " s off");
  }

  private Finding leftovers(Shell shell) {
    if (occasion == Occasion.LEASED) {
      return Finding.unknown("leftovers", "somebody works there");
    }
    var listed = shell.run(LIMIT, List.of("xl", "list"));
    if (!listed.succeeded()) {
      return Finding.unknown("leftovers", "xl does not list domains");
    }
    long guests = listed.output().lines().skip(1).filter(line -> !line.isBlank() && !line.startsWith("Domain-0")).count();
    if (guests == 0) {
      return Finding.good("leftovers", "no guest runs");
    }
    return occasion == Occasion.BEFORE_INSTALLATION
        ? Finding.unknown("leftovers", guests + " guests run; the installation removes them")
        : Finding.bad("leftovers", guests + " guests run though nobody has the host");
  }
}
