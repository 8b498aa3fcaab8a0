package dev.assay.site.server;

import dev.assay.site.access.Role;
import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.Parameter;
import dev.assay.site.pages.Standing;
import dev.assay.site.pages.Standings;
import dev.assay.site.server.FileRoute.FileContent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other programs watch: OpenMetrics of the newest run of each suite and of the lab, and badges for other people's pages. */
final class Signals {

  private static final Parameter BUILD = Parameter.text("build", "the build; the newest if not said");

  private final Standings standings;

  Signals(Standings standings) {
    this.standings = standings;
  }

  List<FileRoute> routes() {
    return List.of(
        new FileRoute("/metrics", Role.VIEWER, "Read the newest runs and the lab as OpenMetrics", _ -> text("application/openmetrics-text; version=1.0.0; charset=utf-8", metrics())),
        new FileRoute("/badges/{suite}.svg", Role.VIEWER, "Read a suite's badge", query -> text("image/svg+xml", Badge.svg(standing(query))), BUILD),
        new FileRoute("/badges/{suite}.json", Role.VIEWER, "Read what a suite's badge says", query -> new FileContent("application/json", out -> out.write(JsonText.of(badge(standing(query)))), Optional.empty()), BUILD));
  }

  private static FileContent text(String mediaType, String content) {
    return new FileContent(mediaType, out -> out.write(content.getBytes(StandardCharsets.UTF_8)), Optional.empty());
  }

  private Standing standing(PageQuery query) {
    return standings.of(query.path("suite"), query.text("build"));
  }

  /** The form that shields.io and Jenkins plugins read. */
  private static Map<String, Object> badge(Standing standing) {
    var badge = new LinkedHashMap<String, Object>();
    badge.put("schemaVersion", 1);
    badge.put("label", standing.suite());
    badge.put("message", standing.word() + " " + standing.passed() + "/" + standing.asked());
    badge.put("color", Badge.colour(standing.word()).substring(1));
    return badge;
  }

  /** No label names a host, a VM or a case: each value of a label is a time series of its own. */
  private String metrics() {
    var out = new StringBuilder("# TYPE assay_cases gauge\n# HELP assay_cases Cases of the newest run of each suite by how they ended.\n");
    for (var standing : standings.all()) {
      standing.counts().forEach((result, count) -> out.append("assay_cases{suite=\"").append(standing.suite()).append("\",build=\"").append(escaped(standing.build()))
          .append("\",result=\"").append(result).append("\"} ").append(count).append('\n'));
    }
    out.append("# TYPE assay_runs gauge\n# HELP assay_runs Runs by state.\n");
    standings.runs().forEach((state, count) -> out.append("assay_runs{state=\"").append(state).append("\"} ").append(count).append('\n'));
    out.append("# TYPE assay_hosts gauge\n# HELP assay_hosts Hosts of all labs by state.\n");
    standings.hosts().forEach((state, count) -> out.append("assay_hosts{state=\"").append(state).append("\"} ").append(count).append('\n'));
    return out.append("# EOF\n").toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
