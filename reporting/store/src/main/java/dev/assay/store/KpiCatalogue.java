package dev.assay.store;

import dev.assay.core.AssayException;
import dev.assay.core.kpi.Kpi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hibernate.StatelessSession;

/** The metrics and series ever measured: a metric keeps the unit and the better direction it was first given. */
final class KpiCatalogue {

  private static final Pattern DIMENSION = Pattern.compile("[A-Za-z][A-Za-z0-9 _.-]{0,62}");
  private static final int MOST_DIMENSIONS = 16;
  private static final int MOST_CHARACTERS = 200;

  /** Series that are committed, so that a long run asks for each but once. */
  private final Map<SeriesName, Integer> known = new ConcurrentHashMap<>();

  /**
   * Return the number of a series; a metric or series not seen before is entered.
   *
   * @throws AssayException.Usage when the metric has another unit or direction, or a dimension is malformed
   */
  int seriesOf(StatelessSession session, SeriesName name) {
    var series = known.get(name);
    if (series != null) {
      return series;
    }
    checkDimensions(name);
    return enterSeries(session, enterKpi(session, name.kpi()), name.json());
  }

  /** Remember series whose transaction has committed. */
  void remember(Map<SeriesName, Integer> committed) {
    known.putAll(committed);
  }

  private static int enterKpi(StatelessSession session, Kpi kpi) {
    session
        .createNativeMutationQuery("insert into results.kpi (name, unit, better) values (:name, :unit, :better) on conflict (name) do nothing")
        .setParameter("name", kpi.name())
        .setParameter("unit", kpi.unit())
        .setParameter("better", kpi.better().name())
        .executeUpdate();
    var row = session
        .createNativeQuery("select id, unit, better from results.kpi where name = :name", Object[].class)
        .setParameter("name", kpi.name())
        .getSingleResult();
    if (!row[1].equals(kpi.unit()) || !row[2].equals(kpi.better().name())) {
      throw new AssayException.Usage(
          "storing samples of KPI " + kpi.name() + " [" + kpi.unit() + ", better " + kpi.better() + "]: it is stored as [" + row[1] + ", better "
              + row[2] + "]; give the new measure a name of its own");
    }
    return (Integer) row[0];
  }

  private static int enterSeries(StatelessSession session, int kpi, String dimensions) {
    session
        .createNativeMutationQuery("insert into results.series (kpi, dimensions) values (:kpi, :dimensions) on conflict (kpi, dimensions) do nothing")
        .setParameter("kpi", kpi)
        .setParameter("dimensions", dimensions)
        .executeUpdate();
    return session
        .createNativeQuery("select id from results.series where kpi = :kpi and dimensions = :dimensions", Integer.class)
        .setParameter("kpi", kpi)
        .setParameter("dimensions", dimensions)
        .getSingleResult();
  }

  private static void checkDimensions(SeriesName series) {
    var dimensions = series.dimensions();
    if (dimensions.size() > MOST_DIMENSIONS) {
      throw refused(series.kpi(), dimensions.size() + " dimensions are more than " + MOST_DIMENSIONS);
    }
    dimensions.forEach((name, value) -> {
      if (!DIMENSION.matcher(name).matches()) {
        throw refused(series.kpi(), "dimension '" + name + "' is not a short word");
      }
      if (value.isBlank() || value.length() > MOST_CHARACTERS || value.indexOf('\0') >= 0) {
        throw refused(series.kpi(), "dimension " + name + " has a blank, overlong or unprintable value");
      }
    });
  }

  private static AssayException.Usage refused(Kpi kpi, String reason) {
    return new AssayException.Usage("storing samples of KPI " + kpi.name() + ": " + reason);
  }
}
