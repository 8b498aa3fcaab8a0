package dev.assay.site.pages;

import dev.assay.database.Sql;

/** Reads the audit of the server and that of the inventory as one. */
final class AuditPage {

  private static final int MOST = 300;

  private final Look look;

  AuditPage(Look look) {
    this.look = look;
  }

  View read(PageQuery query) {
    var who = query.text("who").orElse("");
    var what = query.text("what").orElse("");
    var rows = look.list(
        "reading the audit",
        row -> new AuditView.Row(
            Sql.instant(row, "at"), row.getString("who"), row.getString("role"), row.getString("what"), row.getString("subject"), row.getString("outcome"),
            row.getString("origin")),
        """
        select * from (
          (select at, who, role, what, subject, outcome, 'server, ' || address as origin from server.audit
            where (? = '' or who = ?) and position(lower(?) in lower(what)) > 0 order by id desc limit ?)
          union all
          (select at, who, '' as role, what, lab || ' ' || subject as subject, why as outcome, 'inventory' as origin from inventory.audit
            where (? = '' or who = ?) and position(lower(?) in lower(what)) > 0 order by id desc limit ?)) both_of_them
        order by at desc limit ?
        """,
        who, who, what, MOST, who, who, what, MOST, MOST);
    return new View("Audit", "pages/audit.jte", new AuditView(rows, who, what));
  }
}
