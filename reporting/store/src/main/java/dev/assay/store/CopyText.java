package dev.assay.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.hibernate.StatelessSession;
import org.postgresql.PGConnection;

/** Rows in PostgreSQL's COPY text format: columns between tabs, a line each, with backslash escapes. */
final class CopyText {

  private final StringBuilder text = new StringBuilder();
  private boolean started;

  CopyText column(long value) {
    return raw(Long.toString(value));
  }

  CopyText column(String value) {
    next();
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(value.charAt(i));
      }
    }
    return this;
  }

  void endRow() {
    text.append('\n');
    started = false;
  }

  /** Copy the rows into a table, in the session's transaction. */
  void into(StatelessSession session, String table) {
    var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    session.doWork(connection -> {
      try {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy results." + table + " from stdin", new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new SQLException("copying into " + table + ": " + e.getMessage(), e);
      }
    });
  }

  private CopyText raw(String value) {
    next();
    text.append(value);
    return this;
  }

  private void next() {
    if (started) {
      text.append('\t');
    }
    started = true;
  }
}
