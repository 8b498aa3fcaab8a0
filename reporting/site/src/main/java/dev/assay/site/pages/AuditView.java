package dev.assay.site.pages;

import java.time.Instant;
import java.util.List;

/** Who did what, newest first: through the server, and to hosts and leases by any way. */
public record AuditView(List<Row> rows, String who, String what) {

  public record Row(Instant at, String who, String role, String what, String subject, String outcome, String from) {}
}
