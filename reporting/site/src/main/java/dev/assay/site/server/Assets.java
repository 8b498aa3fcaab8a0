package dev.assay.site.server;

import java.util.List;

/** The files that pages fetch, all from the jar. */
public final class Assets {

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private final Asset style = Asset.of("assay.css", "text/css; charset=utf-8", UPLOT + "uPlot.min.css", "/dev/assay/site/html/report.css", "site.css");
  private final Asset page = Asset.of("assay.js", "text/javascript; charset=utf-8", "site.js");
  private final Asset htmx = Asset.of("htmx.js", "text/javascript; charset=utf-8", HTMX);
  private final Asset charts = Asset.of("charts.js", "text/javascript; charset=utf-8", UPLOT + "uPlot.iife.min.js", "charts.js");

  List<Asset> all() {
    return List.of(style, page, htmx, charts);
  }

  public String stylePath() {
    return style.path();
  }

  public String pagePath() {
    return page.path();
  }

  public String htmxPath() {
    return htmx.path();
  }

  public String chartsPath() {
    return charts.path();
  }
}
