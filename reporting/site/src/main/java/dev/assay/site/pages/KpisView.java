package dev.assay.site.pages;

import java.util.List;

/** Every metric that was ever measured. */
public record KpisView(List<Row> rows, String search) {

  public record Row(String kpi, String unit, String better, int series, long runs, String lastRun, String lastBuild) {}
}
