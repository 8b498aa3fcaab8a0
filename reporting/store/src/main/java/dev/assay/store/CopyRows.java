package dev.assay.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import org.hibernate.StatelessSession;
import org.postgresql.PGConnection;

/** Rows of numbers in PostgreSQL's binary COPY format: neither side turns them into text and back. */
final class CopyRows {

  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
  private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;

  private final ByteBuffer rows;
  private final short columns;

  /** Make room for so many rows of so many columns, whose values take so many bytes together. */
  CopyRows(int count, int bytes, int columns) {
    this.columns = (short) columns;
    rows = ByteBuffer.allocate(Math.addExact(HEADER + Short.BYTES, Math.multiplyExact(count, Short.BYTES + columns * Integer.BYTES + bytes)));
    rows.put(SIGNATURE).putInt(0).putInt(0);
  }

  CopyRows row() {
    rows.putShort(columns);
    return this;
  }

  CopyRows column(int value) {
    rows.putInt(Integer.BYTES).putInt(value);
    return this;
  }

  CopyRows column(long value) {
    rows.putInt(Long.BYTES).putLong(value);
    return this;
  }

  CopyRows column(double value) {
    rows.putInt(Double.BYTES).putDouble(value);
    return this;
  }

  /** Copy the rows into a table, in the session's transaction. */
  void into(StatelessSession session, String table) {
    rows.putShort((short) -1);
    session.doWork(connection -> {
      try {
        var content = new ByteArrayInputStream(rows.array(), 0, rows.position());
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy results." + table + " from stdin (format binary)", content);
      } catch (IOException e) {
        throw new SQLException("copying into " + table + ": " + e.getMessage(), e);
      }
    });
  }
}
