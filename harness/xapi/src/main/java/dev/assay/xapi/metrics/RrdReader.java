package dev.assay.xapi.metrics;

import dev.assay.xapi.wire.MalformedMessageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code /rrd_updates} answers, in XML or in JSON, whichever it is. */
public final class RrdReader {

  private RrdReader() {}

  /** The same document in both forms: rows have a value per column, the newest row comes first. */
  record Sheet(long startSeconds, long stepSeconds, long endSeconds, List<String> legend, List<Row> rows) {}

  record Row(long atSeconds, List<Double> values) {}

  /**
   * Read a document.
   *
   * @throws MalformedMessageException when it is none
   */
  public static RrdUpdates read(byte[] body) {
    try {
      return turned(startsLikeXml(body) ? XmlSheet.read(body) : JsonSheet.read(body));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedMessageException("reading metrics: " + e.getMessage(), e);
    }
  }

  private static boolean startsLikeXml(byte[] body) {
    for (byte b : body) {
      if (!Character.isWhitespace(b)) {
        return b == '<';
      }
    }
    throw new IllegalArgumentException("nothing came");
  }

  private static RrdUpdates turned(Sheet sheet) {
    var series = new ArrayList<RrdSeries>();
    for (int column = 0; column < sheet.legend().size(); column++) {
      series.add(new RrdSeries(Legend.parse(sheet.legend().get(column)), readings(sheet, column)));
    }
    return new RrdUpdates(Instant.ofEpochSecond(sheet.startSeconds()), Instant.ofEpochSecond(sheet.endSeconds()),
        Duration.ofSeconds(sheet.stepSeconds()), series);
  }

  private static List<RrdSeries.Reading> readings(Sheet sheet, int column) {
    var readings = new ArrayList<RrdSeries.Reading>();
    for (var row : sheet.rows().reversed()) {
      if (row.values().size() != sheet.legend().size()) {
        throw new IllegalArgumentException("a row has " + row.values().size() + " values for " + sheet.legend().size() + " columns");
      }
      readings.add(new RrdSeries.Reading(Instant.ofEpochSecond(row.atSeconds()), row.values().get(column)));
    }
    return readings;
  }
}
