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

  private static final List<String> FULL = List.of("No space left on device", "cannot allocate memory in the control domain", "fork failed: Cannot allocate memory");
  private static final List<String> MEMORY = List.of(
      "not enough free memory", "failed to free memory", "Could not allocate memory", "panic: xc_dom_boot.c", "xc_dom_boot_mem_init: can't allocate low memory",
      "failed to allocate memory", "memory for domain", "unable to allocate");
  private static final List<String> ABSENT = List.of("is an invalid domain identifier", "Domain does not exist", "invalid domain", "domain not found", "cannot find domain");

  private final transient Reason reason;

  private XlFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Make of a failure what it means: that of a control domain without room is the lab's. */
  static AssayException of(String doing, int status, String errors) {
    var said = said(errors);
    var message = doing + ": status " + status + ", " + (said.isBlank() ? "and not a word" : said);
    return has(errors, FULL) ? new AssayException.Lab(message + "; make room on the host") : new XlFailure(reason(errors), message);
  }

  private static Reason reason(String errors) {
    if (errors.contains("already exists")) {
      return Reason.NAME_TAKEN;
    }
    return has(errors, MEMORY) ? Reason.NO_MEMORY : has(errors, ABSENT) ? Reason.NO_SUCH_DOMAIN : Reason.OTHER;
  }

  private static boolean has(String errors, List<String> words) {
    return words.stream().anyMatch(errors::contains);
  }

  /** Its first lines say what went wrong; the rest is how it unwinds. */
  private static String said(String errors) {
    return errors.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("Parsing config")).limit(3).collect(Collectors.joining(" / "));
  }
}
