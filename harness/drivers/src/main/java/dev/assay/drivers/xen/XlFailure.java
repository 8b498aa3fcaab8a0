package dev.assay.drivers.xen;

import dev.assay.core.AssayException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code xl} refused or failed: what it was asked, why it says that it did not do it, and in its own words. */
public final class XlFailure extends AssayException.Product {

  /** What failures differ in for whoever has to go on. */
  public enum Reason {
    NO_MEMORY,
    NO_SUCH_DOMAIN,
    NAME_TAKEN,
    OTHER
  }

  private static final List<String> FULL = List.of("No space left on device", "fork failed: Cannot allocate memory", "Cannot fork");
  /** How {@code libxl} and our own scripts say that something took too long; of a device whose back end takes more than ten seconds it says no more. */
  private static final List<String> LATE = List.of("because of timeout", "timed out", "did not take ", "device_backend_callback: ");
  private static final List<String> MEMORY = List.of(
      "can't allocate low memory for domain", "xc_dom_boot_mem_init failed: Cannot allocate memory", "failed to free memory for the domain");
  private static final List<String> ABSENT = List.of("is an invalid domain identifier", "Non-existant domain", "maybe this domain does not exist");

  private final transient Reason reason;

  private XlFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Make of a failure what it means: that of a control domain without room is the lab's, and so is one by a time limit of {@code xl}'s
   * own where the host is itself a virtual machine: those limits are meant for real processors.
   */
  static AssayException of(String doing, int status, String errors, boolean nested) {
    var said = said(errors);
    var message = doing + ": status " + status + ", " + (said.isBlank() ? "and not a word" : said);
    var late = errors.lines().filter(line -> LATE.stream().anyMatch(line::contains)).findFirst();
    if (nested && late.isPresent()) {
      return new AssayException.Lab(doing + ": the emulated host was too slow for a time limit of xl's own: " + late.get().strip()
          + "; give its machine more processors, or start less at a time");
    }
    return has(errors, FULL) ? new AssayException.Lab(message + "; make room on the host") : new XlFailure(reason(doing, errors), message);
  }

  private static Reason reason(String doing, String errors) {
    if (errors.contains("already exists")) {
      return Reason.NAME_TAKEN;
    }
    return has(errors, MEMORY) ? Reason.NO_MEMORY : doing.startsWith("creating") ? Reason.OTHER : has(errors, ABSENT) ? Reason.NO_SUCH_DOMAIN : Reason.OTHER;
  }

  private static boolean has(String errors, List<String> words) {
    return words.stream().anyMatch(errors::contains);
  }

  /** Its first lines say what went wrong; the rest is how it unwinds. */
  private static String said(String errors) {
    return errors.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("Parsing config")).limit(3).collect(Collectors.joining(" / "));
  }
}
