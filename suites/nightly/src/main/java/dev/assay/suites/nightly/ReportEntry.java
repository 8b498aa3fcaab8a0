package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;
import java.util.Locale;

/** A part of the server-status report that can be asked for alone. */
enum ReportEntry implements Variant {
  XENSERVER_LOGS,
  HOST_CRASHDUMP_LOGS,
  XAPI_DEBUG;

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
